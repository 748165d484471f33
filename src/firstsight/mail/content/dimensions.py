"""Width and height that a picture's header claims, read without decoding the picture.

Source: PNG (ISO/IEC 15948) 11.2.2; GIF89a 18 and 20; ITU-T T.81 B.2.2 (JPEG); RFC 9649 2.5 to 2.7 (WebP); TIFF 6.0,
section 2; [MS-WMF] 2.2.2.2 and 2.2.2.3 (BMP).
"""

from __future__ import annotations

from struct import Struct
from typing import Literal

MAX_SEGMENTS = 500
"""JPEG segments and GIF blocks that are walked over; a photograph with profiles and thumbnails has some 60."""

MAX_ENTRIES = 200
"""Entries of a TIFF directory looked at; the baseline has 36 tags, sorted, and the size is among the first four."""

_BE_PAIR, _LE_PAIR, _LE_WIDE, _LE_SIGNED = Struct(">HH"), Struct("<HH"), Struct("<II"), Struct("<ii")
_BE_WIDE = Struct(">II")
_FRAME_HEADERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def dimensions(octets: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, or None where the header is of no known kind or is broken.

    >>> dimensions(b"GIF89a\\x01\\x00\\x02\\x00\\x00\\x00\\x00;")
    (1, 2)
    """
    if octets[:8] == b"\x89PNG\r\n\x1a\n":
        return _pair(_BE_WIDE, octets, 16) if octets[12:16] == b"IHDR" else None
    if octets[:4] == b"GIF8":
        return _gif(octets)
    if octets[:2] == b"\xff\xd8":
        return _jpeg(octets)
    if octets[:4] == b"RIFF" and octets[8:12] == b"WEBP":
        return _webp(octets)
    if octets[:2] == b"BM":
        found = _pair(_LE_PAIR, octets, 18) if octets[14:15] == b"\x0c" else _pair(_LE_SIGNED, octets, 18)
        return (abs(found[0]), abs(found[1])) if found else None
    if octets[:4] in (b"II*\0", b"MM\0*"):
        return _tiff(octets)
    return None


def _pair(form: Struct, octets: bytes, at: int) -> tuple[int, int] | None:
    """Two numbers at an offset, or None where the octets end before."""
    if at < 0 or at + form.size > len(octets):
        return None
    first, second = form.unpack_from(octets, at)
    return first, second


def _gif(octets: bytes) -> tuple[int, int] | None:
    """The screen, or what the first image needs where that is larger: readers make room for it."""
    screen = _pair(_LE_PAIR, octets, 6)
    if screen is None or len(octets) < 13:
        return screen
    at = 13 + (3 << (octets[10] & 7) + 1 if octets[10] & 0x80 else 0)
    for _ in range(MAX_SEGMENTS):
        mark = octets[at : at + 1]
        if mark == b",":
            left, size = _pair(_LE_PAIR, octets, at + 1), _pair(_LE_PAIR, octets, at + 5)
            if left and size:
                return max(screen[0], left[0] + size[0]), max(screen[1], left[1] + size[1])
            return screen
        if mark != b"!":
            return screen
        at += 2
        for _ in range(MAX_SEGMENTS):
            length = octets[at] if at < len(octets) else 0
            at += 1 + length
            if not length:
                break
    return screen


def _jpeg(octets: bytes) -> tuple[int, int] | None:
    at = 2
    for _ in range(MAX_SEGMENTS):
        at = octets.find(b"\xff", at, at + 65_536)
        if at < 0 or at + 4 > len(octets):
            return None
        mark = octets[at + 1]
        if mark in _FRAME_HEADERS:
            found = _pair(_BE_PAIR, octets, at + 5)
            return (found[1], found[0]) if found else None
        if mark == 0xFF:
            at += 1
        elif mark == 0 or mark == 1 or 0xD0 <= mark <= 0xD9:
            at += 2
        else:
            at += 2 + int.from_bytes(octets[at + 2 : at + 4], "big")
    return None


def _webp(octets: bytes) -> tuple[int, int] | None:
    kind = octets[12:16]
    if len(octets) < 30:
        return None
    if kind == b"VP8X":
        return 1 + int.from_bytes(octets[24:27], "little"), 1 + int.from_bytes(octets[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(octets[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    found = _pair(_LE_PAIR, octets, 26) if kind == b"VP8 " else None
    return (found[0] & 0x3FFF, found[1] & 0x3FFF) if found else None


def _tiff(octets: bytes) -> tuple[int, int] | None:
    order: Literal["little", "big"] = "little" if octets[:2] == b"II" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(octets[at : at + size], order)

    at = number(4, 4)
    sides = {256: 0, 257: 0}
    for entry in range(min(number(at, 2), MAX_ENTRIES)):
        place = at + 2 + 12 * entry
        tag = number(place, 2)
        if tag in sides:
            sides[tag] = number(place + 8, 2 if number(place + 2, 2) == 3 else 4)
    return (sides[256], sides[257]) if all(sides.values()) else None
