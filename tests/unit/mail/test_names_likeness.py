"""What a reader takes a display name for, and the address that it shows."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.names import LONGEST_NAME, TITLES, address_domain_in, name_likeness

BUDGET_SECONDS = 2.0
"""Far more than a megabyte needs, of which the beginning is looked at, and far less than a search that backtracks."""


@pytest.mark.parametrize(
    "name",
    [
        "grace lindqvist",
        "LINDQVIST, Grace",
        "Grace Lindqv\u00edst",
        "Gr\u0430ce Lindqvist",  # a Cyrillic letter
        "Gr\u200bace Lindqvist",
        "Grace M. Lindqvist",
        "Dr. Grace Lindqvist, PhD",
        "Grace Lindqvist (via Docs)",
        "Grace Lindqvist [external]",
        "Grace Lindqvist | Contoso",
        "Grace Lindqvist - CFO",
        "Grace Lindqvist via DocuSign",
        "grace.lindqvist",
        "\uff27race Lindqvist",
        "Grace L1ndqvist".replace("1", "\u0456"),
    ],
)
def test_these_are_taken_for_one_person(name: str) -> None:
    assert name_likeness(name) == name_likeness("Grace Lindqvist") != ""


@pytest.mark.parametrize("name", ["Grace Lindgren", "Grace Lindqvist Olsen", "Lindqvist", "grace@lindqvist.example"])
def test_these_are_others(name: str) -> None:
    assert name_likeness(name) != name_likeness("Grace Lindqvist")


@pytest.mark.parametrize(
    "name", ["", "Grace", "G. L.", "Dr. Grace", "CEO CFO", "(Grace Lindqvist)", "\ud800 \x00", "1 2"]
)
def test_these_say_nothing(name: str) -> None:
    assert name_likeness(name) == ""


@given(
    st.lists(
        st.text("bdefghjkmopstuxz", min_size=3, max_size=8).filter(lambda w: w not in TITLES), min_size=2, max_size=4
    )
)
def test_the_order_and_case_of_words_do_not_matter(words: list[str]) -> None:
    assert name_likeness(" ".join(words)) == name_likeness(", ".join(reversed(words)).upper()) != ""


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("ana@corp.example", "corp.example"),
        ("Ana Gomez (ANA@Corp.Example)", "corp.example"),
        ("'ana.b+c@mail.corp.example' via List", "mail.corp.example"),
        ("Ana @ Corp", ""),
        ("@anagomez", ""),
        ("ana@localhost", ""),
        ("ana@corp.example@evil.test", "evil.test"),
        ("ana@192.0.2.7", ""),
        ("", ""),
    ],
)
def test_the_domain_of_an_address_in_a_name(name: str, domain: str) -> None:
    assert address_domain_in(name) == domain


@given(st.text(max_size=300))
def test_any_text_has_a_likeness_and_shows_an_address_or_none(name: str) -> None:
    likeness = name_likeness(name)
    assert likeness == "" or len(likeness.split(" ")) > 1
    assert ("@" in name) or address_domain_in(name) == ""


@pytest.mark.parametrize("hostile", ["(" * 2**20, "a@" * 2**19, "a@a." * 2**18, "\u0301" * 2**20, " - via " * 2**17])
@pytest.mark.parametrize("key", [name_likeness, address_domain_in])
def test_hostile_names_are_read_in_time(key: Callable[[str], str], hostile: str) -> None:
    before = time.perf_counter()
    key(hostile)
    assert time.perf_counter() - before < BUDGET_SECONDS


def test_only_the_beginning_of_a_very_long_name_is_looked_at() -> None:
    assert name_likeness("Ana Gomez" + " " * LONGEST_NAME + "Berger") == name_likeness("Ana Gomez")
    assert address_domain_in(" " * LONGEST_NAME + "ana@corp.example") == ""
