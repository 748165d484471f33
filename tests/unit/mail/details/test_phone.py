"""Telephone numbers are found as people write them, and dates, versions, tables and ids are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.details.phone import MOST_DIGITS, PLANS, is_toll_free
from tests.unit.mail.details.finding import found, written


@pytest.mark.parametrize(
    "number",
    [
        "+1 (888) 555-0100",
        "+1 888 555 0100",
        "+18885550100",
        "+1(888) 555-0100",
        "1-888-555-0100",
        "1 888-555-0100",
        "(888) 555-0100",
        "(888)555-0100",
        "888-555-0100",
        "888.555.0100",
        "1.888.555.0100",
        "888 555 0100",
        "+1\u00a0888\u00a0555\u20110100",
        "+1~888~555~0100",
        "1 - 888 - 555 - 0100",
        "+1 [888] 555 • 0100",
        "1-888-555-O1OO",
        "𝟏-𝟖𝟖𝟖-𝟓𝟓𝟓-𝟎𝟏𝟎𝟎",
        "1\u200b-888\u200b-555-\u200b0100",
    ],
)
def test_a_number_is_one_number_however_it_is_written(number: str) -> None:
    text = f"Please reach us at {number} today, order 5"
    assert found("phone", text) == ["18885550100"]
    assert written("phone", text) == [number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+44 (0)20 7946 0018", "442079460018"),
        ("+44 20 7946 0018", "442079460018"),
        ("020 7946 0018", "02079460018"),
        ("0800 496 0123", "08004960123"),
        ("07700 900123", "07700900123"),
        ("+49 30 319872-421", "4930319872421"),
        ("Tel. 030 12345678", "03012345678"),
        ("Telefon: 0711/123456-0", "07111234560"),
        ("+33 1 23 45 67 89", "33123456789"),
        ("01 23 45 67 89", "0123456789"),
        ("Tél : 01.23.45.67.89", "0123456789"),
        ("Llame al 912 345 678", "912345678"),
        ("Telefono 06 1234 5678", "0612345678"),
        ("Bel 020-123 4567", "0201234567"),
        ("tel. 22 123 45 67", "221234567"),
        ("Telefon: 08-123 456 78", "0812345678"),
        ("tel: 0049 30 1234567", "49301234567"),
        ("ligue para a central: 4003-6514", "40036514"),
        ("call 8885550100", "18885550100"),
        ("+886-2-8226-3990", "886282263990"),
    ],
)
def test_the_forms_of_several_countries_are_read(text: str, value: str) -> None:
    assert found("phone", text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "2024-10-04 09:15",
        "04.10.2024 20241004",
        "1,250.00",
        "+49",
        "+1 2 3",
        "Room 12-345-6789",
        "192.168.100.1000",
        "255.255.255.0",
        "version 2.6.32-5",
        "978-0-306-40615-7",
        "commit 4f2b8885550100aa",
        "8885550100",
        "1556204400",
        "https://www.example.example/888-555-0100",
        "id=888-555-0100",
        "00000020: 20 30 40 50 60 70 80 90",
        "0020 1234 5678",
        "size 512 512 1024 2048",
        "+0100",
        "+999 123 456 789",
        "+1 111 555 0100",
        "Meeting ID: 939 688 0476",
        "access code: 927 034 486",
        "ISBN 888-555-0100",
        "CNPJ 60.746.948.0001",
        "[ 1234.567890]",
    ],
)
def test_dates_versions_tables_and_ids_are_none(text: str) -> None:
    assert found("phone", text) == []


def test_a_number_in_an_amount_or_an_order_is_not_a_telephone_as_well() -> None:
    assert found("phone", "Order number: 888-555-0100") == []


def test_a_list_is_a_list_of_numbers() -> None:
    text = "+1 202 555 0100, +1 202 555 0101\n+1 202 555 0102"
    assert found("phone", text) == ["12025550100", "12025550101", "12025550102"]


def test_more_digits_than_a_few_numbers_have_are_a_table() -> None:
    assert found("phone", "888 555 0100 " * (MOST_DIGITS // 10 + 1)) == []


@given(st.sampled_from(sorted(PLANS)), st.data())
def test_a_number_of_any_country_is_found(code: str, data: st.DataObject) -> None:
    least, most = PLANS[code]
    size = data.draw(st.integers(max(least, 7 - len(code)), max(most, 7 - len(code))))
    national = data.draw(st.text("23456789", min_size=size, max_size=size))
    if least <= size <= most and not (code == "1" and national[1:3] == "11"):
        assert found("phone", f"at +{code} {national}.") == [code + national]


@pytest.mark.parametrize(
    ("value", "free"), [("18665550100", True), ("12025550100", False), ("80012345678", True), ("08001234567", True)]
)
def test_who_pays_for_a_call(value: str, free: bool) -> None:
    assert is_toll_free(value) is free


@given(st.text("0123456789 +()-.OoIl/\u00a0\u200b", max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert all(value.isdigit() and 7 <= len(value) <= 15 for value in found("phone", text))
