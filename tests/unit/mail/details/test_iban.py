"""Account numbers of ISO 13616 are found however they are grouped, and only with right check digits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.details.iban import IBAN_LENGTHS, is_iban
from tests.unit.mail.details.finding import found, written

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


@given(ibans(), st.sampled_from(["", " ", "\u00a0", "-", "."]))
def test_an_account_of_any_country_is_found_with_its_place(iban: str, gap: str) -> None:
    text = f"To {grouped(iban, gap)} BIC"
    assert found("iban", text) == [iban]
    assert written("iban", text) == [grouped(iban, gap)]


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
        assert found("iban", around.replace("{}", grouped(iban, gap))) == [iban]


def test_small_letters_count_where_the_word_stands() -> None:
    assert found("iban", "iban gb82 west 1234 5698 7654 32") == ["GB82WEST12345698765432"]
    assert found("iban", "code gb82 west 1234 5698 7654 32") == []


def test_a_longer_word_that_begins_like_an_account_is_none() -> None:
    assert found("iban", f"{EXAMPLES[0]}7 {EXAMPLES[0]}x X{EXAMPLES[0]}") == []


def test_two_accounts_beside_each_other_are_two() -> None:
    first, second = EXAMPLES[0], EXAMPLES[2]
    assert found("iban", f"{grouped(first)} {grouped(second)}") == [first, second]
