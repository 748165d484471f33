"""Unpacking gives all octets before a fault, the fault says where, and nothing grows beyond what is asked for."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.connectors.files.gunzip import Gunzip, Window
from tests.unit.connectors.files.writing import packed

NOISE = random.Random(1).randbytes(3000)


def unpack(octets: bytes, size: int = 1000) -> tuple[bytes, Gunzip]:
    """All that comes out, asked for `size` octets at a time."""
    stream = Gunzip(io.BytesIO(octets), "a.gz")
    out = b""
    while piece := stream.read(size):
        assert len(piece) <= size
        out += piece
    return out, stream


@given(st.lists(st.binary(max_size=2000), min_size=1, max_size=4), st.integers(1, 3000), st.integers(0, 700))
def test_members_and_padding_are_read_through(members: list[bytes], size: int, padding: int) -> None:
    out, stream = unpack(b"".join(map(packed, members)) + bytes(padding), size)
    assert out == b"".join(members)
    assert stream.fault is None


def test_a_cut_at_every_offset_is_a_fault_after_the_octets_before_it() -> None:
    whole = packed(NOISE)
    for cut in range(len(whole)):
        out, stream = unpack(whole[:cut])
        assert NOISE.startswith(out)
        assert str(stream.fault) == f"a.gz: the gzip file is cut off (at octet {cut})"


@pytest.mark.parametrize("at", [12, 700, -8, -1])
def test_a_flipped_bit_is_a_fault(at: int) -> None:
    octets = bytearray(packed(NOISE))
    octets[at] ^= 0x55
    _, stream = unpack(bytes(octets))
    assert stream.fault is not None
    assert stream.fault.at is not None


def test_something_else_behind_the_end_is_a_fault() -> None:
    out, stream = unpack(packed(NOISE) + b"\0\0trailer")
    assert out == NOISE
    assert "behind the gzip file" in str(stream.fault)


def test_a_bomb_comes_out_in_small_pieces() -> None:
    stream = Gunzip(io.BytesIO(packed(bytes(30_000_000))), "bomb.gz")
    assert len(stream.read(1 << 16)) <= 1 << 16


def window(octets: bytes, back: int, block: int) -> Window:
    """A window on octets that come in blocks."""
    file = io.BytesIO(octets)
    return Window(lambda _: file.read(block), back)


@given(st.permutations(range(10)), st.integers(1, 700))
def test_pieces_within_reach_come_in_any_order(order: list[int], block: int) -> None:
    pieces = window(NOISE, 3000, block)
    for number in order:
        assert pieces.get(number * 300, 300) == NOISE[number * 300 : number * 300 + 300]


def test_what_is_out_of_reach_is_gone() -> None:
    pieces = window(NOISE, 100, 50)
    assert pieces.get(2000, 10) == NOISE[2000:2010]
    assert pieces.get(1900, 10) == NOISE[1900:1910]
    assert pieces.get(0, 10) == b""
    assert pieces.get(2990, 100) == NOISE[2990:]
