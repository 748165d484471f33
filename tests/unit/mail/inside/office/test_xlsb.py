"""Binary parts of workbooks."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside.office.gathered import MAX_TEXT
from firstsight.mail.inside.office.xlsb import MAX_RECORDS, records, talks_to_program, texts_of


def record(kind: int, value: bytes) -> bytes:
    """One record."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(value)
    return head + (bytes([length]) if length < 0x80 else bytes([length & 0x7F | 0x80, length >> 7])) + value


def text(value: str) -> bytes:
    """A text of the table."""
    return record(19, b"\0" + struct.pack("<I", len(value)) + value.encode("utf-16-le"))


def test_texts_are_read() -> None:
    assert texts_of(record(159, bytes(8)) + text("Account") + text("Zażółć" * 20)) == "Account\n" + "Zażółć" * 20


def test_a_source_that_is_a_program_is_told() -> None:
    assert talks_to_program(record(360, b"\1\0\3\0\0\0c\0m\0d\0"))
    assert not talks_to_program(record(360, b"\0\0\3\0\0\0"))


def test_everything_is_bounded() -> None:
    assert len([*records(bytes(MAX_RECORDS * 4))]) == MAX_RECORDS
    assert len(texts_of(text("x" * 500) * 100)) <= MAX_TEXT


@given(st.binary(max_size=200))
def test_any_octets_are_read_without_raising(part: bytes) -> None:
    texts_of(part)
    texts_of(text("x")[:7] + part)
    talks_to_program(part)
