"""Binary parts of workbooks since 2007 (.xlsb): texts of the cells, and sources outside.

Source: [MS-XLSB] 2.1.4 (records), 2.4.768 (BrtSSTItem), 2.4.110 (BrtBeginSupBook).
"""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.inside.office.gathered import MAX_TEXT

MAX_RECORDS = 20_000
"""Records looked at."""

TEXT, SOURCE = 19, 360
"""Records that are read: a text of the table, and where values outside come from."""

DDE = 1
"""The kind of a source that is another program."""


def texts_of(part: bytes) -> str:
    """The texts in a table of texts, a line for each, within `MAX_TEXT`."""
    found, room = [], MAX_TEXT
    for kind, value in records(part):
        if kind == TEXT and room > 0:
            count = min(int.from_bytes(value[1:5], "little"), room)
            raw = value[5 : 5 + count * 2]
            found.append(raw[: len(raw) & ~1].decode("utf-16-le", "replace"))
            room -= len(found[-1]) + 1
    return "\n".join(found)


def talks_to_program(part: bytes) -> bool:
    """Whether a source outside is a program that is talked to by DDE."""
    return any(kind == SOURCE and value[:2] == DDE.to_bytes(2, "little") for kind, value in records(part))


def records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record, at most `MAX_RECORDS`."""
    at = 0
    for _ in range(MAX_RECORDS):
        if at + 2 > len(part):
            return
        kind, at = _number(part, at, 2)
        length, at = _number(part, at, 4)
        yield kind, part[at : at + length]
        at += length


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits in an octet, at most `most` octets, and where it ends."""
    value = 0
    for place in range(most):
        octet = part[at] if at < len(part) else 0
        at += 1
        value |= (octet & 0x7F) << 7 * place
        if not octet & 0x80:
            break
    return value, at
