"""The header block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.fields import MAX_BLOCK, MAX_FIELDS, MAX_VALUE, Fields, body_offset, read_fields


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (b"A: b\n\nbody", b"body"),
        (b"A: b\r\n\r\nbody", b"body"),
        (b"A: b\r\rbody", b"body"),
        (b"A: b\r\n\nbody", b"body"),
        (b"A: b\n\r\nbody", b"body"),
        (b"A: b\n\nbo\r\n\r\ndy", b"bo\r\n\r\ndy"),
        (b"A: b\r\n\r\nbo\n\ndy", b"bo\n\ndy"),
        (b"\nbody", b"body"),
        (b"\r\nbody", b"body"),
        (b"A: b", b""),
        (b"", b""),
    ],
)
def test_the_body_starts_after_the_first_empty_line(raw: bytes, body: bytes) -> None:
    assert raw[body_offset(raw)[1] :] == body


@given(st.binary(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_offsets_stay_inside_the_stretch(raw: bytes, start: int, length: int) -> None:
    start = min(start, len(raw))
    end = min(len(raw), start + length)
    stop, body = body_offset(raw, start, end)
    assert start <= stop <= body
    assert stop <= max(end, start)


def test_folds_are_joined_and_order_is_kept() -> None:
    fields = read_fields(b"B: one\r\n two\r\n\tthree\r\nA : x\r\nB: again\r\n")
    assert fields.names == ["b", "a", "b"]
    assert fields.all("b") == ["one two\tthree", "again"]
    assert fields.get("a") == "x"
    assert fields.get("missing") == ""
    assert fields.defects == []


@pytest.mark.parametrize(
    ("block", "defect"),
    [
        (b"A: b\nno field here\n", "1 header lines that are no field"),
        (b"A: \xc3\xa9\n", "8-bit octets in the header"),
        (b"A: b\rC: d\n", "bare CR in the header read as a line end"),
        (b"A: b\0c\n", "NUL in the header left out"),
    ],
)
def test_what_is_broken_is_told_and_the_rest_is_read(block: bytes, defect: str) -> None:
    fields = read_fields(block)
    assert fields.defects == [defect]
    assert "a" in fields


def test_eight_bit_values_are_utf8_or_else_windows_1252() -> None:
    assert read_fields("A: é".encode()).get("a") == "é"
    assert read_fields(b"A: \xe9").get("a") == "é"


def test_fifty_thousand_fields_are_cut_and_the_cut_is_told() -> None:
    fields = read_fields(b"".join(b"X-%d: y\n" % number for number in range(50_000)))
    assert len(fields.names) == MAX_FIELDS
    assert any("more than" in defect for defect in fields.defects)


def test_a_giant_line_and_a_giant_block_are_cut_and_the_cuts_are_told() -> None:
    fields = read_fields(b"A: " + b"x" * (MAX_BLOCK + 1))
    assert len(fields.get("a")) == MAX_VALUE
    assert len(fields.defects) == 2


def test_added_fields_are_found() -> None:
    fields = Fields()
    fields.add("a", "1")
    fields.add("a", "2")
    assert (fields.names, fields.all("a")) == (["a", "a"], ["1", "2"])
