"""An account number is one where a bank is named near it; a bank is one where its number follows its country's rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.details.account import MOST_DIGITS, NEAR, is_bic, is_routing_number
from tests.unit.mail.details.finding import found, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Routing number: 021000021\nAccount number: 123456789", "021000021/123456789"),
        ("ABA 021000021, account no. 000-123-456", "021000021/000123456"),
        ("Sort code 60-16-13, account number 31926819", "601613/31926819"),
        ("Konto 532013000, BLZ 370 400 44", "37040044/532013000"),
        ("BSB: 062-000 Account Number: 12345678", "062000/12345678"),
        ("A/C No: 00112233445566 IFSC: SBIN0001234", "SBIN0001234/00112233445566"),
        ("SWIFT code: DEUTDEFF500, account number 1234567", "DEUTDEFF/1234567"),
        ("Bankgiro: 123-4567", "bankgiro/1234567"),
        ("CLABE 032180000118359719", "clabe/032180000118359719"),
        ("nr rachunku: 61 1090 1014 0000 0712 1981 2874", "PL61109010140000071219812874"),
    ],
)
def test_the_forms_of_several_countries_are_read(text: str, value: str) -> None:
    assert found("account", text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Your account number 123456789 is active.",
        "Routing number 021000022, account number 123456789",
        f"Sort code 60-16-13 {'.' * (NEAR + 40)} account number 31926819",
        "Account 2024, sort code 60-16-13",
        f"Sort code 60-16-13, account {'1' * (MOST_DIGITS + 1)}",
        "nr rachunku: 61 1090 1014 0000 0712 1981 2875",
    ],
)
def test_a_number_without_a_bank_is_no_account(text: str) -> None:
    assert found("account", text) == []


def test_the_place_is_that_of_the_number() -> None:
    assert written("account", "Sort code 60-16-13, account number 3192 6819.") == ["3192 6819"]
    assert written("bank", "Sort code 60-16-13, account number 3192 6819.") == ["60-16-13"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("BIC: COBADEFFXXX", ["COBADEFF"]),
        ("SWIFT/BIC NEDSZAJJ", ["NEDSZAJJ"]),
        ("swift transfer", []),
        ("BIC PASSWORD", []),
        ("a swift response", []),
        ("the routing table 0210000210", []),
    ],
)
def test_a_bank_is_named_by_its_code(text: str, value: list[str]) -> None:
    assert found("bank", text) == value


@given(st.text("0123456789", min_size=9, max_size=9), st.integers(0, 8), st.integers(1, 9))
def test_a_routing_number_with_one_other_digit_is_none(digits: str, place: int, step: int) -> None:
    other = digits[:place] + str((int(digits[place]) + step) % 10) + digits[place + 1 :]
    assert not (is_routing_number(digits) and is_routing_number(other))


@given(st.text(max_size=12))
def test_any_text_is_a_bic_or_not(text: str) -> None:
    assert is_bic(text) in (True, False)
    assert is_routing_number(text) in (True, False)
