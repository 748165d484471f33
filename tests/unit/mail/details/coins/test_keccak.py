"""Keccak-256 by its published values, and its permutation by that of SHA3-256, which the standard library has."""

from __future__ import annotations

from hashlib import sha3_256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.details.coins.keccak import RATE, _sponge, keccak_256


@pytest.mark.parametrize(
    ("octets", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    ],
)
def test_the_published_values(octets: bytes, digest: str) -> None:
    assert keccak_256(octets).hex() == digest


@given(st.binary(max_size=3 * RATE))
def test_with_the_padding_of_fips_202_it_is_sha3(octets: bytes) -> None:
    assert _sponge(octets, 0x06) == sha3_256(octets).digest()
    assert keccak_256(octets) != sha3_256(octets).digest()


@pytest.mark.parametrize("size", [RATE - 1, RATE, RATE + 1])
def test_a_block_that_is_just_full_is_padded_by_another(size: int) -> None:
    assert _sponge(bytes(size), 0x06) == sha3_256(bytes(size)).digest()
