"""Laws of the mbox reader: every message once, its octets as they were, wherever the blocks end."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.connectors.files import mbox as reader
from firstsight.connectors.files.mbox import End, from_line_time, header_block, is_from_line, scan, take_out
from tests.unit.connectors.files.writing import FROM_LINE, mail, mbox

LINES = st.sampled_from(
    [b"", b"From ", b"From a@b Tue Jul  1 08:52:37 2003", b">From x", b">>From ", b"Subject: x", b"\r", b"\0\xff", b">"]
)
MESSAGES = st.lists(st.lists(LINES, max_size=6).map(lambda lines: b"".join(line + b"\n" for line in lines)), max_size=6)


def read_back(octets: bytes) -> list[bytes]:
    """The messages of a mailbox."""
    return [take_out(octets[f.offset : f.offset + f.length]) for f in scan(io.BytesIO(octets).read)]


@given(MESSAGES)
def test_what_was_written_is_read(messages: list[bytes]) -> None:
    assert read_back(mbox(messages)) == messages


@given(MESSAGES, st.integers(1, 64))
def test_the_size_of_the_blocks_changes_nothing(messages: list[bytes], size: int) -> None:
    octets = mbox(messages)
    file = io.BytesIO(octets)
    assert list(scan(lambda _: file.read(size))) == list(scan(io.BytesIO(octets).read))


@given(st.lists(st.binary(max_size=300), max_size=3))
def test_any_octets_are_read_without_an_error(pieces: list[bytes]) -> None:
    found = list(scan(io.BytesIO(FROM_LINE.join(pieces)).read))
    assert all(f.length > 0 and f.offset >= 0 for f in found)


def test_crlf_line_ends_stay() -> None:
    messages = [mail(1).replace(b"\n", b"\r\n"), b"Subject: x\r\n\r\nFrom here\r\n"]
    assert read_back(mbox(messages, line_end=b"\r\n")) == messages


def test_a_long_message_is_found_without_being_kept() -> None:
    long = mail(1, body=b"x" * 79 + b"\n") + b"y\n" * 3 * reader.BLOCK
    found = list(scan(io.BytesIO(mbox([long, mail(2)])).read))
    assert [f.length for f in found] == [len(long) + len(FROM_LINE) + 1, len(mail(2)) + len(FROM_LINE) + 1]
    assert all(len(f.head) <= reader.HEAD for f in found)


@pytest.mark.parametrize(
    "line",
    [
        b"From - Tue Jul 01 08:52:37 2003\n",
        b"From a at b.example  Tue Jul  1 08:52:37 2003\n",
        b"From 1234567890@xxx Tue Jul 01 08:52:37 +0000 2003\n",
        b"From a@b.example Tue, 1 Jul 2003 08:52:37 +0000\r\n",
        b"From a@b.example Tue Jul  1 08:52:37 2003 remote from c\n",
    ],
)
def test_from_lines_of_real_writers_are_known_and_dated(line: bytes) -> None:
    assert is_from_line(line)
    assert from_line_time(line) == 1_057_049_557
    assert len(read_back(mbox([mail(1), mail(2)], from_line=line))) == 2


def test_the_bare_lines_of_thunderbird_and_a_byte_order_mark_are_forgiven() -> None:
    octets = b"\xef\xbb\xbfFrom - \n" + mail(1) + b"From -\n" + mail(2) + b"\nFrom -\nis no header\n\n"
    assert read_back(octets) == [mail(1), mail(2) + b"\nFrom -\nis no header\n"]


def test_an_address_without_a_date_needs_a_header_field_behind_it() -> None:
    assert is_from_line(b"From a@b.example\nSubject: x\n")
    assert not is_from_line(b"From a@b.example\nwe greet you\n")
    assert from_line_time(b"From a@b.example\nSubject: x\n") is None


def test_a_missing_blank_line_before_a_header_is_forgiven_but_not_in_running_text() -> None:
    tight = FROM_LINE + b"Subject: 1\n\ntext\n" + FROM_LINE + b"Subject: 2\n\ntext\n" + FROM_LINE + b"is a line\n\n"
    assert read_back(tight) == [b"Subject: 1\n\ntext\n", b"Subject: 2\n\ntext\n" + FROM_LINE + b"is a line\n"]


def test_running_text_that_begins_with_from_parts_nothing() -> None:
    message = b"Subject: 1\n\nhello\n\nFrom Monday on we are away.\nFrom: here\n"
    assert read_back(FROM_LINE + message + b"\n") == [message]


def test_what_stands_before_the_first_from_line_is_no_message() -> None:
    assert read_back(b"junk\n\n" + mbox([mail(1)])) == [mail(1)]


def test_a_mailbox_that_ends_in_the_middle_says_so() -> None:
    octets = mbox([mail(1), mail(2)])
    for less, end in ((0, End.CLOSED), (1, End.OPEN), (2, End.CUT)):
        assert [f.end for f in scan(io.BytesIO(octets[: len(octets) - less]).read)] == [End.NEXT, end]


def test_a_from_line_that_the_end_cuts_off_is_not_of_the_message_before() -> None:
    for length in range(len(FROM_LINE) - 4):
        cut = mbox([mail(1)]) + FROM_LINE[:length]
        assert read_back(cut)[:1] == [mail(1)]


def test_the_header_block_ends_before_the_blank_line() -> None:
    assert header_block(b"A: 1\r\nB: 2\r\n\r\nC: 3\r\n") == b"A: 1\r\nB: 2\r\n"
    assert header_block(b"A: 1\nB: 2") == b"A: 1\nB: 2"
