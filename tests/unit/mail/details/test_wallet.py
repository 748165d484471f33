"""Addresses of coins are found where they stand as words, and only with a right checksum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.details.coins.encodings import RIPPLE58
from firstsight.mail.details.wallet import MOST_HASHED, VERSIONS, wallet_of
from tests.unit.mail.details.coins.addresses import base58, eip55, monero_address, segwit
from tests.unit.mail.details.finding import found, written

HASH = bytes(range(100, 120))
EXAMPLES = (
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
    "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
    *(base58(version + HASH) for version in VERSIONS),
    base58(b"\0" + HASH, RIPPLE58),
    segwit(HASH, prefix="ltc"),
    segwit(HASH + bytes(12), 1),
    monero_address(bytes(64)),
    monero_address(bytes(range(64)), 42),
)


@pytest.mark.parametrize("address", EXAMPLES)
@pytest.mark.parametrize("around", ["{}", "Send 0.5 BTC to {}.", "({})", "wallet:{}\nnow"])
def test_an_address_is_found_whatever_stands_around_it(address: str, around: str) -> None:
    text = around.format(address)
    assert found("wallet", text) == [address]
    assert written("wallet", text) == [address]


def test_the_case_of_an_ethereum_address_is_a_checksum_and_no_other_wallet() -> None:
    address = eip55(HASH)
    assert found("wallet", f"{address} or {address.lower()}") == [address.lower()]


@given(st.sampled_from(EXAMPLES), st.data())
def test_a_changed_letter_makes_it_none(address: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(3, len(address) - 1))
    letter = data.draw(st.sampled_from([letter for letter in "23456789acdefhjk" if letter != address[place]]))
    assert wallet_of(address[:place] + letter + address[place + 1 :]) == ""


@pytest.mark.parametrize(
    "text",
    [
        "0x5290840009852788",
        "2A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "x" + "1" * 34,
        "https://example.example/1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        f"{EXAMPLES[0]}x",
    ],
)
def test_hashes_links_and_longer_words_are_none(text: str) -> None:
    assert found("wallet", text) == []


def test_costly_checks_are_bounded() -> None:
    wrong = eip55(HASH).swapcase().replace("0X", "0x")
    assert found("wallet", f"{wrong} " * MOST_HASHED + eip55(HASH)) == []
    assert found("wallet", f"{wrong} " * (MOST_HASHED - 1) + eip55(HASH)) == [eip55(HASH).lower()]


@given(st.text("13bcltT0xABCDEFabcdef9Q ", max_size=400))
def test_any_text_is_read(text: str) -> None:
    assert all(wallet_of(value) == value for value in found("wallet", text))
