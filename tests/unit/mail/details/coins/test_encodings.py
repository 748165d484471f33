"""What has a right checksum is an address, and what is changed in one place is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.details.coins.encodings import BASE58, BECH32, base58check, is_eip55, is_segwit, monero
from tests.unit.mail.details.coins.addresses import base58, eip55, monero_address, segwit

HASHES = st.binary(min_size=20, max_size=20)


@given(HASHES)
def test_base58check_gives_back_what_was_put_in(octets: bytes) -> None:
    assert base58check(base58(b"\0" + octets)) == b"\0" + octets


@given(HASHES, st.data())
def test_a_changed_letter_of_base58_is_refused(octets: bytes, data: st.DataObject) -> None:
    text = base58(b"\x05" + octets)
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from([letter for letter in BASE58 if letter != text[place]]))
    assert base58check(text[:place] + letter + text[place + 1 :]) == b""


@given(HASHES, st.integers(0, 16), st.data())
def test_a_changed_letter_of_bech32_is_refused(octets: bytes, version: int, data: st.DataObject) -> None:
    text = segwit(octets, version)
    assert is_segwit(text)
    assert is_segwit(text.upper())
    place = data.draw(st.integers(3, len(text) - 1))
    letter = data.draw(st.sampled_from([letter for letter in BECH32 if letter != text[place]]))
    assert not is_segwit(text[:place] + letter + text[place + 1 :])


@pytest.mark.parametrize(
    "address",
    [
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
        "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
        "BC1SW50QGDZ25J",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
    ],
)
def test_the_right_ones_of_bip_350_are_right(address: str) -> None:
    assert is_segwit(address)


@pytest.mark.parametrize(
    "address",
    [
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",
        "bc1pw5dgrnzv",
        "bc1gmk9yu",
        "tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf",
    ],
)
def test_the_wrong_ones_of_bip_350_are_wrong(address: str) -> None:
    assert not is_segwit(address)


@pytest.mark.parametrize(
    "digits",
    [
        "52908400098527886E0F7030069857D2E4169EE7",
        "de709f2102306220921060314715629080e2fb77",
        "fB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    ],
)
def test_the_examples_of_eip_55_are_right(digits: str) -> None:
    assert is_eip55(digits)


@given(HASHES)
def test_a_letter_in_the_other_case_is_refused(octets: bytes) -> None:
    digits = eip55(octets)[2:]
    assert is_eip55(digits)
    place = next((place for place, letter in enumerate(digits) if letter.isalpha()), None)
    if place is not None:
        changed = digits[:place] + digits[place].swapcase() + digits[place + 1 :]
        assert not is_eip55(changed) or changed in (changed.lower(), changed.upper())


@given(st.binary(min_size=64, max_size=64), st.data())
def test_a_changed_letter_of_monero_is_refused(keys: bytes, data: st.DataObject) -> None:
    text = monero_address(keys)
    assert monero(text)[1:] == keys
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from([letter for letter in BASE58 if letter != text[place]]))
    assert monero(text[:place] + letter + text[place + 1 :]) == b""


@given(st.text(max_size=120))
def test_any_text_is_an_address_or_none(text: str) -> None:
    assert isinstance(base58check(text), bytes)
    assert isinstance(monero(text), bytes)
    assert is_segwit(text) in (True, False)
