"""All finders together: in order, each once, bounded in number and time, and right in their places."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.details import CATALOGUE, KINDS, MOST_DETAILS, MOST_OF_A_KIND, PAYEES, details_of
from tests.unit.mail.details.finding import found

BUDGET_SECONDS = 2.0
"""Far more than the longest text needs (some ten milliseconds) and far less than any search that backtracks."""

WORDS = (
    "call +1 (888) 555-0100",
    "GB82 WEST 1234 5698 7654 32",
    "$1,234.56",
    "500 euros",
    "within 24 hours",
    "bis Freitag",
    "order #40-17-99",
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "password: abc1",
    "gift cards",
    "our bank details have changed",
    "sort code 60-16-13 account 31926819",
    "İ",
    "\n",
    "ß",
    "𝟏𝟐",
    "@@ -1 +1 @@\n-7",
)


def test_every_kind_is_documented_and_its_own() -> None:
    assert len(KINDS) == len(CATALOGUE)
    assert all(KINDS.values())
    assert set(KINDS) > PAYEES


def test_an_ask_is_taken_apart_in_the_order_of_its_text() -> None:
    text = (
        "Your subscription (order no. A-1042) will be renewed for $499.99 within 24 hours. "
        "To cancel call +1 (888) 555-0100. Our IBAN: GB82 WEST 1234 5698 7654 32."
    )
    assert [(detail.kind, detail.value) for detail in details_of(text)] == [
        ("order", "A-1042"),
        ("amount", "USD 499.99"),
        ("deadline", "24h"),
        ("phone", "18885550100"),
        ("iban", "GB82WEST12345698765432"),
    ]


def test_what_is_said_twice_is_told_once() -> None:
    assert len(details_of("call +1 202 555 0100 or +1 202 555 0100")) == 1


def test_a_list_of_one_kind_is_cut_and_hides_no_other() -> None:
    text = "\n".join(f"+1 202 555 {number:04}" for number in range(200)) + "\npay $500"
    assert len(found("phone", text)) == MOST_OF_A_KIND
    assert found("amount", text) == ["USD 500.00"]


def test_all_kinds_together_are_bounded() -> None:
    numbers = range(20)
    text = "\n".join(f"+1 202 555 {n:04}, ${n + 10}, order #{n + 1000}, within {n + 1} hours" for n in numbers)
    assert len(details_of(text)) == MOST_DETAILS


@pytest.mark.parametrize("text", ["", "See you tomorrow.", "Meet at 10 in room 204.", "Version 2.6.32 of 2024-10-04"])
def test_ordinary_text_has_none(text: str) -> None:
    assert details_of(text) == ()


@given(st.lists(st.sampled_from(WORDS) | st.text(st.characters(), max_size=20), max_size=20))
def test_any_text_is_read_and_every_place_is_inside_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    details = details_of(text)
    assert len(details) <= MOST_DETAILS
    assert [*details] == sorted(details, key=lambda detail: (detail.start, detail.end))
    for detail in details:
        assert detail.kind in KINDS
        assert 0 <= detail.start < detail.end <= len(text)
        assert detail.value


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_a_number_stands_at_its_place(pieces: list[str]) -> None:
    text = " ; ".join(pieces)
    for detail in details_of(text):
        there = text[detail.start : detail.end]
        if detail.kind in ("phone", "wallet", "bank", "iban"):
            assert "".join(filter(str.isalnum, there)) == detail.value
        if detail.kind == "order":
            assert there.upper() == detail.value


@pytest.mark.parametrize(
    "hostile",
    [
        *("AB12", "AB12 ", "A1B2 ", "AB12C3", "0 ", "+1 ", "+1-(", "8", "(800) ", "1 8", "bc1", "1A", "0x", "3", "-"),
        *(
            "\u00a0",
            "$",
            "$1",
            "$1.",
            "1,000 ",
            "1.1.",
            "100 usd ",
            "euro ",
            "day ",
            "1 day ",
            "in 1 ",
            "by ",
            "monday ",
        ),
        *(
            "password ",
            "password to a ",
            "pwd:",
            "order ",
            "order #",
            "renewed ",
            "plan ",
            "account ",
            "account no no ",
            "bic ",
        ),
        *(
            "new bank account your ",
            "bank details. ",
            "gift card ",
            "@@ -1 +1 @@\n",
            "@@ -1 +1 @@\n-",
            "\n\n",
            "--- a\n",
            "call ",
        ),
        *("0x" + "aB" * 20 + " ", "1" * 34 + " ", "4" * 95 + " ", "O", "1O", "+1 l", "٣", "𝟏 "),
    ],
)
def test_hostile_text_is_read_in_time(hostile: str) -> None:
    start = time.perf_counter()
    details_of(hostile * (1_048_576 // len(hostile)) + "\x00")
    assert time.perf_counter() - start < BUDGET_SECONDS
