"""Accounts, wallets and telephone numbers are found as people write them, and nothing else is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.payees import IBAN_LENGTHS, MOST_PAYEES, is_iban, payees

BUDGET_SECONDS = 2.0
"""Far more than 64 KiB need (some ten milliseconds) and far less than any search that backtracks."""

EXAMPLES = (
    "GB82WEST12345698765432",
    "DE89370400440532013000",
    "BE68539007547034",
    "NO9386011117947",
    "FR1420041010050500013M02606",
    "ES9121000418450200051332",
    "MT84MALT011000012345MTLCAST001S",
)
"""Examples of the IBAN registry (SWIFT): the lengths leave 0, 1, 2 and 3 characters in the last group."""


def grouped(iban: str, gap: str = " ") -> str:
    return gap.join(iban[place : place + 4] for place in range(0, len(iban), 4))


@st.composite
def ibans(draw: st.DrawFn) -> str:
    """A country, right check digits and a national part of digits."""
    country, length = draw(st.sampled_from(sorted(IBAN_LENGTHS.items())))
    rest = draw(st.text("0123456789", min_size=length - 4, max_size=length - 4))
    digits = "".join(str(int(letter, 36)) for letter in f"{rest}{country}00")
    return f"{country}{98 - int(digits) % 97:02}{rest}"


@pytest.mark.parametrize("iban", EXAMPLES)
def test_the_examples_of_the_registry_are_right(iban: str) -> None:
    assert is_iban(iban)


@given(ibans(), st.sampled_from(["", " ", "\u00a0"]))
def test_an_account_of_any_country_is_found(iban: str, gap: str) -> None:
    assert payees(f"To {grouped(iban, gap)} BIC") == (f"iban:{iban}",)


@given(ibans(), st.data())
def test_any_change_of_a_single_digit_makes_it_wrong(iban: str, data: st.DataObject) -> None:
    assert is_iban(iban)
    place = data.draw(st.integers(2, len(iban) - 1))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != iban[place]]))
    assert not is_iban(iban[:place] + digit + iban[place + 1 :])


@given(ibans(), st.data())
def test_two_neighbouring_digits_that_change_places_make_it_wrong(iban: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(4, len(iban) - 2))
    swapped = iban[:place] + iban[place + 1] + iban[place] + iban[place + 2 :]
    assert is_iban(swapped) is (swapped == iban)


@given(st.text(max_size=40))
def test_any_text_is_an_iban_or_not(text: str) -> None:
    assert is_iban(text) in (True, False)


@pytest.mark.parametrize(
    "text",
    ["", "GB82", "GB82WEST1234569876543²", "GB82 WEST 1234 5698 7654 32", "GB82" + "0" * 40, "gb82west12345698765432"],
)
def test_what_has_not_the_shape_is_none(text: str) -> None:
    assert not is_iban(text)


@pytest.mark.parametrize("iban", EXAMPLES)
@pytest.mark.parametrize(
    "around", ["{}", "IBAN: {}.", "{} BIC COBADEFF", "REF AB12 {} NOW", "{} BANK", "({})", "{}\n{}"]
)
def test_an_account_is_found_however_it_is_grouped_and_whatever_stands_around_it(iban: str, around: str) -> None:
    for gap in ("", " ", "\u00a0", "\u202f"):
        assert payees(around.replace("{}", grouped(iban, gap))) == (f"iban:{iban}",)


def test_a_longer_word_that_begins_like_an_account_is_none() -> None:
    assert payees(f"{EXAMPLES[0]}7 {EXAMPLES[0]}x") == ()


def test_two_accounts_beside_each_other_are_two() -> None:
    first, second = EXAMPLES[0], EXAMPLES[2]
    assert payees(f"{grouped(first)} {grouped(second)}") == (f"iban:{first}", f"iban:{second}")


def test_an_account_with_a_wrong_digit_is_not_found() -> None:
    assert payees("GB82 WEST 1234 5698 7654 33") == ()


@pytest.mark.parametrize(
    "wallet",
    [
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
    ],
)
def test_a_bitcoin_address_is_found(wallet: str) -> None:
    assert payees(f"Send 0.5 BTC to {wallet}.") == (f"wallet:{wallet}",)


def test_the_case_of_an_ethereum_address_is_a_checksum_and_no_other_wallet() -> None:
    written = "0x52908400098527886E0F7030069857D2E4169EE7"
    assert payees(f"{written} or {written.lower()}") == (f"wallet:{written.lower()}",)


@pytest.mark.parametrize(
    "text", ["0x5290840009852788", "bc1q", "2A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "x" + "1" * 34, "1" * 60]
)
def test_what_has_not_the_shape_of_a_wallet_is_none(text: str) -> None:
    assert not [payee for payee in payees(text) if payee.startswith("wallet:")]


@pytest.mark.parametrize(
    "written",
    [
        "+1 (888) 555-0100",
        "+1 888 555 0100",
        "+18885550100",
        "1-888-555-0100",
        "1 888-555-0100",
        "(888) 555-0100",
        "888-555-0100",
        "888.555.0100",
        "1.888.555.0100",
        "+1\u00a0888\u00a0555\u20110100",
    ],
)
def test_a_number_is_one_number_however_it_is_written(written: str) -> None:
    assert payees(f"Call {written} today") == ("tel:8885550100",)


@pytest.mark.parametrize("text", ["2024-10-04 09:15", "1,250.00", "+49", "Order 888 555", "Room 12-345-6789", "+1 2 3"])
def test_dates_amounts_and_short_numbers_are_no_telephones(text: str) -> None:
    assert payees(text) == ()


def test_kinds_come_in_order_each_once_and_not_too_many() -> None:
    text = f"+1 202 555 0100, +1 202 555 0100, 0x{'a' * 40}, {EXAMPLES[0]}"
    assert payees(text) == (f"iban:{EXAMPLES[0]}", f"wallet:0x{'a' * 40}", "tel:2025550100")
    assert len(payees(" ".join(f"+1 202 555 {number:04};" for number in range(99)))) == MOST_PAYEES


@given(st.text(st.characters(), max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = payees(text)
    assert len(found) <= MOST_PAYEES
    assert all(payee.partition(":")[0] in ("iban", "wallet", "tel") for payee in found)


@pytest.mark.parametrize(
    "hostile",
    [
        "AB12",
        "AB12 ",
        "A1B2 ",
        "AB12C3",
        "0 ",
        "+1 ",
        "+1-(",
        "8",
        "(800) ",
        "1 8",
        "bc1",
        "1A",
        "0x",
        "3",
        "-",
        "\u00a0",
    ],
)
def test_hostile_text_is_read_in_time(hostile: str) -> None:
    start = time.perf_counter()
    payees(hostile * (64 * 1024 // len(hostile)) + "\x00")
    assert time.perf_counter() - start < BUDGET_SECONDS
