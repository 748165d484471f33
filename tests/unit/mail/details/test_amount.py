"""Amounts are read as people write them, and parts, variables and years are none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.details.amount import number_of
from tests.unit.mail.details.finding import found, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$1,234.56", "USD 1234.56"),
        ("US$ 500", "USD 500.00"),
        ("R$1.499,99", "BRL 1499.99"),
        ("USD 2.5k", "USD 2500.00"),
        ("USD500", "USD 500.00"),
        ("500 euros", "EUR 500.00"),
        ("1.234,56 €", "EUR 1234.56"),
        ("1\u202f234,50 EUR", "EUR 1234.50"),
        ("£0.99", "GBP 0.99"),
        ("CHF 1'250.00", "CHF 1250.00"),
        ("10 000 kr", "KR 10000.00"),
        ("250 zł", "PLN 250.00"),
        ("1.500 TL", "TRY 1500.00"),
        ("₹75,000", "INR 75000.00"),
        ("2 Mio EUR", "EUR 2000000.00"),
        ("15 million dollars", "USD 15000000.00"),
        ("0.125 BTC", "BTC 0.125"),
        ("1.250 bitcoin", "BTC 1.25"),
    ],
)
def test_an_amount_is_read_and_stands_where_it_is_written(text: str, value: str) -> None:
    assert found("amount", f"Pay {text} now") == [value]
    assert written("amount", f"Pay {text} now") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "$1 and $2 of the script",
        "eth0.101 and eth1",
        "LTC2990 on a board",
        "an RS232 cable",
        "9aed481",
        "ssh -p 2200 ${host}",
        "297\n$ git log",
        "in 2024 the euro",
        "5 % EUR",
        "$0",
        "1000000000000000 EUR",
    ],
)
def test_what_only_looks_like_an_amount_is_none(text: str) -> None:
    assert found("amount", text) == []


def test_two_amounts_beside_each_other_are_two() -> None:
    assert found("amount", "from 100 EUR 200 EUR") == ["EUR 100.00", "EUR 200.00"]
    assert found("amount", "€100 €200") == ["EUR 100.00", "EUR 200.00"]


@given(st.integers(0, 10**9), st.integers(0, 99), st.sampled_from([",.", ".,", " ,", "'.", "\u00a0,"]))
def test_a_number_is_one_number_in_all_formats(whole: int, cents: int, marks: str) -> None:
    text = f"{whole:,}".replace(",", marks[0]) + f"{marks[1]}{cents:02}"
    assert number_of(text) == Decimal(f"{whole}.{cents:02}")


@given(st.text("0123456789.,' $€kEURUSDmbtc", max_size=200))
def test_any_text_is_read(text: str) -> None:
    for value in found("amount", text):
        code, _, number = value.partition(" ")
        assert code.isupper()
        assert Decimal(number) >= 0
