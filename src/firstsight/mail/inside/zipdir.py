"""The entries of a ZIP, read without trust: the directory at its end, and the headers beside the content.

The two may disagree, and programs differ in which they believe: what disagrees is told. Nothing is unpacked here
except through `unpack`, which stops at the limit it is given.
Source: PKWARE APPNOTE 6.3.10: 4.3.7 (local header), 4.3.12 (central header), 4.3.16 (end), 4.3.14 (zip64), 4.4.4
(flags), 4.6.9 (Unicode path); D. Fifield, "A better zip bomb" (overlapping entries).
"""

from __future__ import annotations

import bz2
import zlib
from itertools import pairwise
from struct import Struct as Layout

from msgspec import Struct

MAX_ENTRIES = 2_000
"""Entries read of one archive; the rest is told by number."""

MAX_NAME = 255
"""Characters kept of the name of an entry, its end."""

BOMB_OCTETS, BOMB_RATIO = 268_435_456, 100
"""An archive whose entries say that they grow to more octets than this, and by more than this factor, is a bomb (or a
program blown up with zeros so that scanners pass it by). Text shrinks by 10 to 30; a ZIP can hold a factor of 1,032.
"""

TAIL = 65_557
"""Octets from the end in which the end record may stand: 22, and a comment of at most 65,535."""

MAX_ENDS = 4
"""End records tried, from the last one."""

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"

STORED, DEFLATED, BZIP2, AES = 0, 8, 12, 99

_LOCAL = Layout("<4xHHHHHIIIHH")
_CENTRAL = Layout("<4xHHHHHHIIIHHHHHII")
_END = Layout("<4xHHHHIIH")
_END64 = Layout("<4xQHHIIQQQQ")


class Entry(Struct, frozen=True):
    """One file: `start` is where its content begins (-1: nowhere), `packed` and `size` are octets as declared."""

    name: str
    method: int
    packed: int
    size: int
    start: int
    encrypted: bool


class Directory(Struct, frozen=True):
    """All entries in the order of the directory, what is odd about it in words of `TRAITS`, and what was left out."""

    entries: tuple[Entry, ...] = ()
    traits: tuple[str, ...] = ()
    defect: str = ""


def read_directory(octets: bytes) -> Directory:
    """The entries of a ZIP, at most `MAX_ENTRIES`; without a directory, those that the local headers tell. Never
    raises.
    """
    tables = _tables(octets)
    if not tables:
        entries = _walk(octets)
        defect = "ZIP without a directory" if entries else "not a ZIP"
        return Directory(entries, _size_traits(entries, len(octets)), defect)
    begin, shift, declared = tables[0]
    table = _Central(octets, begin, shift)
    entries, odd, count = tuple(table.entries), table.odd, table.count
    defects = [] if count == declared or count > MAX_ENTRIES else [f"ZIP says {declared} and lists {count}"]
    if count > MAX_ENTRIES:
        defects.append(f"entries beyond {MAX_ENTRIES} left out")
    for other, moved, _ in [*tables[1:], *_before(octets, shift)]:
        known = {entry.name for entry in entries}
        more = tuple(entry for entry in _Central(octets, other, moved).entries if entry.name not in known)
        odd, entries = odd or bool(more), (*entries, *more)[:MAX_ENTRIES]
    traits = _size_traits(entries, len(octets))
    if table.overlap and "bomb" not in traits:
        traits = (*traits, "bomb")
    return Directory(entries, (*traits, "mismatched-names") if odd else traits, "; ".join(defects))


def unpack(octets: bytes, entry: Entry, limit: int) -> bytes:
    """The first `limit` octets of an entry; as far as it goes where it is damaged, b"" where it cannot be read."""
    if entry.encrypted or entry.start < 0 or limit <= 0:
        return b""
    packed = memoryview(octets)[entry.start : entry.start + entry.packed]
    if entry.method == STORED:
        return bytes(packed[:limit])
    try:
        if entry.method == DEFLATED:
            return zlib.decompressobj(-15).decompress(packed, limit)
        if entry.method == BZIP2:
            return bz2.BZ2Decompressor().decompress(packed, limit)
    except (zlib.error, OSError, ValueError, EOFError):
        return _as_far(packed, limit) if entry.method == DEFLATED else b""
    return b""


def _as_far(packed: memoryview, limit: int) -> bytes:
    """What a damaged stream yields before the damage, in steps of 1 KiB of input."""
    stream, pieces, total = zlib.decompressobj(-15), [], 0
    for at in range(0, len(packed), 1_024):
        try:
            piece = stream.decompress(packed[at : at + 1_024], limit - total)
        except zlib.error:
            break
        pieces.append(piece)
        total += len(piece)
        if total >= limit or stream.unconsumed_tail:
            break
    return b"".join(pieces)


def _tables(octets: bytes) -> list[tuple[int, int, int]]:
    """Where central directories begin, by the end records from the last one: offset, shift of all offsets, count."""
    found: dict[int, tuple[int, int, int]] = {}
    low, at = max(len(octets) - TAIL, 0), len(octets)
    for _ in range(MAX_ENDS):
        at = octets.rfind(END, low, at)
        if at < 0:
            break
        if found and at < next(iter(found)):
            break  # it stands in the content of an entry, or before the archive
        if table := _table(octets, at):
            found.setdefault(table[0], table)
    return list(found.values())


def _table(octets: bytes, end: int) -> tuple[int, int, int] | None:
    """What the end record at `end` says, if a central directory stands there."""
    if end + _END.size > len(octets):
        return None
    _, _, _, count, size, offset, _ = _END.unpack_from(octets, end)
    stop = end
    if (offset == 0xFFFFFFFF or size == 0xFFFFFFFF or count == 0xFFFF) and octets[end - 20 : end - 16] == b"PK\x06\x07":
        at = int.from_bytes(octets[end - 12 : end - 4], "little")
        if octets[at : at + 4] != b"PK\x06\x06":
            at = octets.rfind(b"PK\x06\x06", max(end - 4_096, 0), end)
        if 0 <= at <= len(octets) - _END64.size:
            _, _, _, _, _, _, count, size, offset = _END64.unpack_from(octets, at)
            stop = at
    begin = stop - size  # the directory stands right before its end record, whatever was put before the archive
    if begin >= 0 and (octets[begin : begin + 4] == CENTRAL or (not size and not count)):
        return begin, begin - offset, count
    if octets[offset : offset + 4] == CENTRAL:
        return offset, 0, count
    return None


def _before(octets: bytes, shift: int) -> list[tuple[int, int, int]]:
    """The directory of another ZIP that stands before this one: some programs open that one."""
    if 22 < shift < len(octets) and octets.startswith(LOCAL):
        return _tables(octets[:shift])[:1]
    return []


class _Central:
    """One walk over a central directory."""

    def __init__(self, octets: bytes, begin: int, shift: int) -> None:
        self.octets, self.shift = octets, shift
        self.entries: list[Entry] = []
        self.count = 0
        self.odd = False
        """A local header names another file, or content stands there that the directory is silent about."""
        self._ranges: list[tuple[int, int]] = []
        at = begin
        while octets[at : at + 4] == CENTRAL and at + _CENTRAL.size <= len(octets):
            self.count += 1
            fields = _CENTRAL.unpack_from(octets, at)
            if self.count > MAX_ENTRIES:
                break
            self._entry(at + _CENTRAL.size, fields)
            at += _CENTRAL.size + fields[9] + fields[10] + fields[11]
        self.overlap = self._overlaps(begin)

    def _entry(self, at: int, fields: tuple[int, ...]) -> None:
        _, _, flags, method, _, _, _, packed, size, name_length, extra_length, *_, offset = fields
        raw = self.octets[at : at + name_length]
        extra = self.octets[at + name_length : at + name_length + extra_length]
        size, packed, offset = _wide(extra, size, packed, offset)
        name, differs = _name(raw, flags, extra)
        encrypted, start, local = bool(flags & 0x2041), -1, offset + self.shift
        if 0 <= local <= len(self.octets) - _LOCAL.size and self.octets.startswith(LOCAL, local):
            _, local_flags, *_, local_name, local_extra = _LOCAL.unpack_from(self.octets, local)
            beside = self.octets[local + _LOCAL.size : local + _LOCAL.size + local_name]
            start = local + _LOCAL.size + local_name + local_extra
            encrypted = encrypted or bool(local_flags & 1)
            differs = differs or beside.replace(b"\\", b"/") != raw.replace(b"\\", b"/")
            self._ranges.append((local, min(start + packed, len(self.octets))))
        self.odd = self.odd or differs
        encrypted = encrypted or method == AES or _has(extra, 0x9901)
        self.entries.append(Entry(name, method, packed, size, start, encrypted))

    def _overlaps(self, begin: int) -> bool:
        """Whether two entries share content; on the way, whether files stand between them that nothing lists."""
        overlap = False
        ranges = sorted(self._ranges)
        for (_, end), (following, _) in pairwise([*ranges, (begin, begin)]):
            if following < end:
                overlap = True
            elif end < following and self.octets.startswith(LOCAL, end) and len(self.entries) == self.count:
                self.odd = True
        return overlap


def _has(extra: bytes, wanted: int) -> bool:
    return any(kind == wanted for kind, _ in _extras(extra))


def _extras(extra: bytes) -> list[tuple[int, bytes]]:
    """Kind and content of each extra field. Source: APPNOTE 4.5.1."""
    found, at = [], 0
    while at + 4 <= len(extra):
        kind, length = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        found.append((kind, extra[at + 4 : at + 4 + length]))
        at += 4 + length
    return found


def _wide(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Sizes and offset, those that do not fit into 32 bits taken from the zip64 field. Source: APPNOTE 4.5.3."""
    if 0xFFFFFFFF not in (size, packed, offset):
        return size, packed, offset
    wide = next((content for kind, content in _extras(extra) if kind == 1), b"")
    values = [int.from_bytes(wide[at : at + 8], "little") for at in range(0, len(wide) - 7, 8)]
    taken = [values.pop(0) if value == 0xFFFFFFFF and values else value for value in (size, packed, offset)]
    return taken[0], taken[1], taken[2]


def _name(raw: bytes, flags: int, extra: bytes) -> tuple[str, bool]:
    """The name, and whether its Unicode twin (0x7075) has another extension."""
    name = _decoded(raw, flags)
    if len(extra) > 9:
        for kind, content in _extras(extra):
            if kind == 0x7075 and int.from_bytes(content[1:5], "little") == zlib.crc32(raw):
                twin = content[5:].decode("utf-8", "replace")[-MAX_NAME:]
                differs = twin.isascii() and twin != name and twin.rpartition(".")[2] != name.rpartition(".")[2]
                return twin or name, differs
    return name, False


def _decoded(raw: bytes, flags: int) -> str:
    """A name as text: UTF-8 where it says so or can be, else code page 437. Source: APPNOTE appendix D."""
    raw = raw[-MAX_NAME * 4 :]
    if flags & 0x800 or not raw.isascii():
        try:
            return raw.decode("utf-8")[-MAX_NAME:].replace("\0", "")
        except UnicodeDecodeError:
            pass
    return raw.decode("cp437")[-MAX_NAME:].replace("\0", "")


def _walk(octets: bytes) -> tuple[Entry, ...]:
    """Entries by their local headers alone."""
    entries: list[Entry] = []
    at = octets.find(LOCAL)
    while 0 <= at <= len(octets) - _LOCAL.size and len(entries) < MAX_ENTRIES:
        _, flags, method, _, _, _, packed, size, name_length, extra_length = _LOCAL.unpack_from(octets, at)
        raw = octets[at + 30 : at + 30 + name_length]
        extra = octets[at + 30 + name_length : at + 30 + name_length + extra_length]
        size, packed, _ = _wide(extra, size, packed, 0)
        start = at + 30 + name_length + extra_length
        at = octets.find(LOCAL, start + packed)
        if flags & 8 and not packed:  # the sizes stand behind the content
            packed = max((at if at >= 0 else len(octets)) - start, 0)
        name, _ = _name(raw, flags, extra)
        encrypted = bool(flags & 0x2041) or method == AES or _has(extra, 0x9901)
        entries.append(Entry(name, method, packed, size, start if start <= len(octets) else -1, encrypted))
    return tuple(entries)


def _size_traits(entries: tuple[Entry, ...], octets: int) -> tuple[str, ...]:
    total = sum(entry.size for entry in entries)
    return ("bomb",) if total > BOMB_OCTETS and total > BOMB_RATIO * octets else ()
