"""The mbox format: where its messages begin and end, found at the speed of `bytes.find`, and how one is taken out.

A message begins with a From_ line at the start of a line and ends with a blank line. Lines of the message that look
like one are quoted with ">" (mboxrd: those that are quoted already as well), so that taking off one gives the octets.
Source: RFC 4155 (appendix A); the mboxrd rules of Rahul Dhesi, 1995.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from msgspec import Struct

from firstsight.mail.trust.received import parse_date

BLOCK = 1 << 20
"""Octets that are read at a time: large enough that the loop around them costs nothing."""

HEAD = 1 << 16
"""Octets from the start of a message within which its header is looked for: header blocks above 64 KiB are refused by
the large servers (Exchange: 128 KiB, Postfix header_size_limit: 100 KiB a field), and the trace fields stand on top."""

LONGEST_LINE = 2048
"""Octets of a From_ line and of the line behind it. RFC 5322, section 2.1.1 allows lines of 998."""

BOM = b"\xef\xbb\xbf"
"""The byte order mark that Windows editors put before a text."""

_DATE = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?[ \t]+[^\r\n]{0,60}\d"

_FROM_LINE = re.compile(
    rb"From [^\r\n]{0,1000}?(?P<date>" + _DATE + rb")[^\r\n]{0,1000}(?:\r?\n|\Z)"
    rb"|From (?:(?P<dash>-)|[^\s@]{1,250}@[^\s@]{1,250})[ \t]*(?:\r?\n|\Z)"
)
"""`From sender Www Mmm dd hh:mm:ss yyyy`; senders with spaces (pipermail), "-" (Thunderbird) and no date occur too."""

_FIELD = re.compile(rb"[!-9;-~]{1,200}[ \t]*:|>From ")
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_HEADER_END = re.compile(rb"\n\r?\n")


class End(StrEnum):
    """What follows a message."""

    NEXT = "another message"
    CLOSED = "the end of the file, behind a blank line"
    OPEN = "the end of the file, behind a line"
    CUT = "the end of the file, inside a line"


class Found(Struct, frozen=True):
    """A message in a mailbox: `length` octets from `offset`, From_ line and closing blank line included.

    `head` holds its first octets, at most HEAD of them.
    """

    offset: int
    length: int
    head: bytes
    end: End = End.NEXT


def is_from_line(head: bytes) -> bool:
    """Whether a mailbox begins here: a From_ line with a date, or one that a header field follows.

    >>> is_from_line(b"From a@b.example Fri Mar 29 14:35:33 2019\\n"), is_from_line(b"From here it is far.\\n")
    (True, False)
    """
    match = _FROM_LINE.match(head)
    return match is not None and (match["date"] is not None or _FIELD.match(head, match.end()) is not None)


def from_line_time(head: bytes) -> int | None:
    """The date of the From_ line on top in seconds since 1970 (without a zone it is taken for UTC), or None."""
    match = _FROM_LINE.match(head)
    if match is None or match["date"] is None:
        return None
    return parse_date(head[match.start("date") : match.end()].decode("latin-1").strip())


def without_from_line(head: bytes) -> bytes:
    """What follows the first line."""
    return head[head.find(b"\n") + 1 :] if b"\n" in head else b""


def header_block(message: bytes) -> bytes:
    """The octets before the first blank line; all where there is none."""
    end = _HEADER_END.search(message)
    return message if end is None else message[: end.start() + 1]


def take_out(stored: bytes) -> bytes:
    """The message itself: without From_ line, closing blank line and the quoting of mboxrd.

    >>> take_out(b"From a Fri Mar 29 14:35:33 2019\\nSubject: x\\n\\n>From here\\n>>From there\\n\\n")
    b'Subject: x\\n\\nFrom here\\n>From there\\n'
    """
    message = without_from_line(stored)
    for line_end in (b"\n", b"\r\n"):
        if message.endswith(line_end) and (message == line_end or message[: -len(line_end)].endswith(b"\n")):
            message = message[: -len(line_end)]
            break
    return _QUOTED.sub(b"", message) if b">From " in message else message


def scan(read: Callable[[int], bytes]) -> Iterator[Found]:
    """The messages of a mailbox in the order of the file; `read(n)` gives up to n octets and b"" at the end.

    What stands before the first From_ line belongs to no message. Memory: one block and HEAD octets, whatever the size
    of the mailbox and of its messages.
    """
    buffer, base, searched = b"", 0, 0
    start, head = -1, b""
    ended = False
    while not ended:
        block = read(BLOCK)
        ended = not block
        buffer += block
        at, searched = _next_start(buffer, searched, base == 0, ended)
        while at >= 0:
            if start >= 0:
                yield Found(start, base + at - start, head or buffer[start - base : min(at, start - base + HEAD)])
            start, head = base + at, b""
            at, searched = _next_start(buffer, searched, False, ended)
        # What is kept: the open message while it is short, else as much as a From_ line across the blocks needs.
        if start >= 0 and not head and base + len(buffer) - start > HEAD:
            head = buffer[start - base : start - base + HEAD]
        keep = searched - 4 if head or start < 0 else min(start - base, searched - 4)
        if keep > 0 and not ended:
            buffer, base, searched = buffer[keep:], base + keep, searched - keep
    if start >= 0:
        length = max(0, base + _without_fragment(buffer) - start)
        yield Found(start, length, head or buffer[start - base : start - base + HEAD], _end(buffer))


def _next_start(buffer: bytes, searched: int, first: bool, ended: bool) -> tuple[int, int]:
    """Where the next message begins at or after `searched` (-1: nowhere in this buffer), and where to go on searching.

    `first`: the buffer begins where the file does, so that a From_ line may stand at its first octet.
    """
    if first and searched == 0:
        mark = len(BOM) if buffer.startswith(BOM) else 0
        if is_from_line(buffer[mark : mark + LONGEST_LINE]):
            return mark, mark + 1
    # Without the end of the file a From_ line and the one behind it must lie whole in the buffer.
    limit = len(buffer) if ended else max(0, len(buffer) - LONGEST_LINE)
    at = buffer.find(b"\nFrom ", max(0, searched - 1))
    while 0 <= at < limit:
        if _begins_message(buffer, at + 1):
            return at + 1, at + 2
        at = buffer.find(b"\nFrom ", at + 1)
    return -1, max(searched, limit)


def _end(buffer: bytes) -> End:
    if not buffer.endswith(b"\n"):
        return End.CUT
    return End.CLOSED if _blank_before(buffer, len(buffer)) else End.OPEN


def _without_fragment(buffer: bytes) -> int:
    """Where the last message ends: before a From_ line that the end of the file cut off, else at the end."""
    line = buffer.rfind(b"\n") + 1
    is_fragment = line < len(buffer) and b"From ".startswith(buffer[line : line + 5]) and _blank_before(buffer, line)
    return line if is_fragment else len(buffer)


def _begins_message(buffer: bytes, at: int) -> bool:
    """Whether the line at `at`, which begins with "From ", parts two messages.

    With a date: behind a blank line, or before a header field (some writers leave the blank line out). "From -": before
    a header field. An address alone: both.
    """
    match = _FROM_LINE.match(buffer, at, at + LONGEST_LINE)
    if match is None:
        return False
    blank = _blank_before(buffer, at)
    field = _FIELD.match(buffer, match.end()) is not None
    if match["dash"]:
        return field
    return blank or field if match["date"] is not None else blank and field


def _blank_before(buffer: bytes, at: int) -> bool:
    """Whether the line that ends right before `at` is blank."""
    return buffer.endswith((b"\n\n", b"\n\r\n"), max(0, at - 3), at)
