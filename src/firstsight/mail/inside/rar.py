"""The headers of RAR archives: names and encryption, read without unpacking anything.

Source: RARLAB, RAR 5.0 archive format (general block, file header, encryption records); technote.txt of RAR 4 (headers
0x73, 0x74).
"""

from __future__ import annotations

from struct import Struct as Layout

from msgspec import Struct

from firstsight.mail.inside.listing import Listing
from firstsight.mail.inside.opener import File, Inside, opener
from firstsight.mail.inside.zipdir import MAX_ENTRIES, MAX_NAME

MARK_4, MARK_5 = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
"""How archives begin."""

MAIN_4, FILE_4 = 0x73, 0x74
FILE_5, ENCRYPTION_5 = 2, 4
"""Kinds of headers."""

ENCRYPTED_RECORD = 1
"""The kind of the record in the extra area of a file that says how it is encrypted."""

_HEAD_4 = Layout("<HBHH")
_FILE_4 = Layout("<IIBIIBBHI")


class Rar(Struct, frozen=True):
    """Names of the files (none where the headers are encrypted), and whether anything is encrypted."""

    names: tuple[str, ...] = ()
    encrypted: bool = False


@opener("application/vnd.rar", "application/x-rar-compressed", extensions="rar")
def open_rar(file: File) -> Inside:
    """Names of the files, and traits that names and headers show; the content needs a process of its own."""
    rar, listing = read_rar(file.octets), Listing()
    listing.say(*["encrypted"] * rar.encrypted)
    for name in rar.names:
        listing.add(name, 0, lambda _: b"")
    return Inside(listing.traits, holds=listing.holds)


def read_rar(octets: bytes) -> Rar:
    """The headers of an archive, as far as they go. Never raises."""
    if octets.startswith(MARK_5):
        return _read_5(octets)
    if octets.startswith(MARK_4):
        return _read_4(octets)
    return Rar()


def _read_4(octets: bytes) -> Rar:
    names: list[str] = []
    encrypted, at = False, len(MARK_4)
    while at + _HEAD_4.size <= len(octets) and len(names) < MAX_ENTRIES:
        _, kind, flags, size = _HEAD_4.unpack_from(octets, at)
        more = int.from_bytes(octets[at + 7 : at + 11], "little") if flags & 0x8000 else 0
        if kind == MAIN_4 and flags & 0x80:
            return Rar((), encrypted=True)
        if kind == FILE_4 and at + 7 + _FILE_4.size <= len(octets):
            packed, *_, length, _ = _FILE_4.unpack_from(octets, at + 7)
            begin = at + 7 + _FILE_4.size + (8 if flags & 0x100 else 0)
            names.append(octets[begin : begin + length].partition(b"\0")[0][-MAX_NAME:].decode("utf-8", "replace"))
            encrypted, more = encrypted or bool(flags & 4), packed
        at += max(size, 7) + more
    return Rar(tuple(names), encrypted=encrypted)


def _read_5(octets: bytes) -> Rar:
    names: list[str] = []
    encrypted, at = False, len(MARK_5)
    while at + 7 <= len(octets) and len(names) < MAX_ENTRIES:
        size, begin = number(octets, at + 4)
        kind, place = number(octets, begin)
        flags, place = number(octets, place)
        extra, place = number(octets, place) if flags & 1 else (0, place)
        content, place = number(octets, place) if flags & 2 else (0, place)
        end = begin + size
        if kind == ENCRYPTION_5:
            return Rar((), encrypted=True)
        if kind == FILE_5:
            names.append(_name_5(octets, place))
            encrypted = encrypted or _is_encrypted(octets[max(end - extra, place) : end])
        at = max(end, at + 7) + content
    return Rar(tuple(names), encrypted=encrypted)


def _name_5(octets: bytes, at: int) -> str:
    """The name in a file header that goes on at `at`."""
    flags, at = number(octets, at)
    for _ in range(2):  # size, attributes
        _, at = number(octets, at)
    at += (4 if flags & 2 else 0) + (4 if flags & 4 else 0)
    for _ in range(2):  # compression, system
        _, at = number(octets, at)
    length, at = number(octets, at)
    return octets[at : at + min(length, MAX_NAME * 4)].decode("utf-8", "replace")[-MAX_NAME:]


def _is_encrypted(extra: bytes) -> bool:
    at = 0
    while at < len(extra):
        size, begin = number(extra, at)
        kind, _ = number(extra, begin)
        if kind == ENCRYPTED_RECORD:
            return True
        at = begin + max(size, 1)
    return False


def number(octets: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, seven bits in an octet, and where it ends; 0 past the end.

    >>> number(b"\\x85\\x01", 0)
    (133, 2)
    """
    value = 0
    for place in range(10):
        if at + place >= len(octets):
            return value, len(octets)
        octet = octets[at + place]
        value |= (octet & 0x7F) << 7 * place
        if not octet & 0x80:
            return value, at + place + 1
    return value, at + 10
