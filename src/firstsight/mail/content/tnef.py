"""TNEF (winmail.dat): the attachments and the body that Outlook packs away, read with bounds.

Source: [MS-OXTNEF] 2.1 (attributes), 2.1.3.3 (message properties), [MS-OXCMSG] (property ids).
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

SIGNATURE = b"\x78\x9f\x3e\x22"

MAX_ATTRIBUTES = 2_000
"""Attributes read of one stream; a mail with twenty files has some 150."""

MAX_PROPERTIES = 500
"""Properties read of one attribute."""

MAX_FILES = 100
"""Files taken out of one stream."""

ATT_BODY, ATT_PROPERTIES = 0x0002800C, 0x00069003
ATT_RENDER, ATT_TITLE, ATT_DATA, ATT_FILE_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005

PR_BODY, PR_HTML, PR_LONG_NAME, PR_SHORT_NAME, PR_DATA = 0x1000, 0x1013, 0x3707, 0x3704, 0x3701

_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
"""Octets of a value by property type, padded to four; the others carry their length."""


class Tnef(Struct):
    """What a TNEF stream holds; `attachments` are (name, octets)."""

    attachments: list[tuple[str, bytes]]
    text: str = ""
    html: str = ""
    defect: str = ""


def read_tnef(octets: bytes) -> Tnef:
    """Reads a stream as far as it goes. Never raises."""
    read = Tnef([])
    if octets[:4] != SIGNATURE:
        read.defect = "TNEF without its signature"
        return read
    name, content = "", b""
    for attribute, value in _attributes(octets):
        if attribute == ATT_RENDER:  # it opens the next file
            _keep(read, name, content)
            name, content = "", b""
        elif attribute == ATT_TITLE:
            name = name or _text(value, 0x1E)
        elif attribute == ATT_DATA:
            content = value
        elif attribute == ATT_FILE_PROPERTIES:
            found = {number: (kind, data) for number, kind, data in _properties(value)}
            if long_name := found.get(PR_LONG_NAME) or (not name and found.get(PR_SHORT_NAME)):
                name = _text(long_name[1], long_name[0])
            if not content and PR_DATA in found:
                kind, data = found[PR_DATA]
                content = data[16:] if kind == 13 else data  # an object starts with its interface id
        elif attribute == ATT_BODY:
            read.text = _text(value, 0x1E)
        elif attribute == ATT_PROPERTIES:
            _body(read, value)
    _keep(read, name, content)
    return read


def _keep(read: Tnef, name: str, content: bytes) -> None:
    if (name or content) and len(read.attachments) < MAX_FILES:
        read.attachments.append((name, content))


def _body(read: Tnef, value: bytes) -> None:
    for number, kind, data in _properties(value):
        if number == PR_BODY and not read.text:
            read.text = _text(data, kind)
        elif number == PR_HTML:
            read.html = data.decode("utf-16-le" if kind == 0x1F else "utf-8", "replace")


def _text(value: bytes, kind: int) -> str:
    if kind == 0x1F:
        return value[: len(value) & ~1].decode("utf-16-le", "replace").rstrip("\0")
    try:
        return value.decode("utf-8").rstrip("\0")
    except UnicodeError:
        return value.decode("cp1252", "replace").rstrip("\0")


def _attributes(octets: bytes) -> Iterator[tuple[int, bytes]]:
    """Level (1 octet), id (4), length (4), value, checksum (2). Source: [MS-OXTNEF] 2.1.3.2."""
    at, size = 6, len(octets)
    for _ in range(MAX_ATTRIBUTES):
        if at + 9 > size:
            return
        attribute = int.from_bytes(octets[at + 1 : at + 5], "little")
        length = int.from_bytes(octets[at + 5 : at + 9], "little")
        yield attribute, octets[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _properties(value: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Number, type and first value of each property; what does not fit ends the walk. Source: [MS-OXTNEF] 2.1.3.4."""
    count = int.from_bytes(value[:4], "little")
    at, size = 4, len(value)
    for _ in range(min(count, MAX_PROPERTIES)):
        if at + 4 > size:
            return
        kind = int.from_bytes(value[at : at + 2], "little")
        number = int.from_bytes(value[at + 2 : at + 4], "little")
        at += 4
        if number >= 0x8000:  # a named property: GUID, then a number or a name
            named = int.from_bytes(value[at + 16 : at + 20], "little")
            length = int.from_bytes(value[at + 20 : at + 24], "little") if named else 0
            at += 24 + _padded(length)
        many, kind = bool(kind & 0x1000), kind & 0x0FFF
        values = 1
        if many or kind in (0x0D, 0x1E, 0x1F, 0x102):
            values = int.from_bytes(value[at : at + 4], "little")
            at += 4
        for position in range(min(values, MAX_PROPERTIES)):
            length = _FIXED.get(kind, -1)
            if length < 0:
                length = int.from_bytes(value[at : at + 4], "little")
                at += 4
            if at >= size and length:
                return
            if position == 0:
                yield number, kind, value[at : at + length]
            at += _padded(length)


def _padded(length: int) -> int:
    return length + 3 & ~3
