"""Compound files and VBA projects for tests, written by the specification and read by other programs as well.

Source: [MS-CFB]; [MS-OVBA] 2.3.4.2 (dir stream), 2.4.1 (compression).
"""

from __future__ import annotations

import struct
from itertools import pairwise

SECTOR, MINI, CUTOFF = 512, 64, 4_096
FREE, END, FAT_MARK, DIFAT_MARK = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
NIL = bytes(16)


def compound(streams: dict[str, bytes], clsids: dict[str, bytes] | None = None) -> bytes:
    """A compound file, version 3: paths with slashes are storages; `clsids` by path, "" for the root."""
    return _Writer(streams, clsids or {}).octets()


class _Writer:
    def __init__(self, streams: dict[str, bytes], clsids: dict[str, bytes]) -> None:
        self.clsids = clsids
        self.sectors: list[bytes] = []
        self.fat: list[int] = []
        self.mini = bytearray()
        self.mini_fat: list[int] = []
        self.paths = [""]
        for path in streams:
            parts = path.split("/")
            self.paths += ["/".join(parts[:n]) for n in range(1, len(parts) + 1)]
        self.paths = list(dict.fromkeys(self.paths))
        self.places = {path: self._store(content) for path, content in streams.items()}
        self.sizes = {path: len(content) for path, content in streams.items()}

    def _chain(self, content: bytes) -> int:
        if not content:
            return END
        first = len(self.sectors)
        for at in range(0, len(content), SECTOR):
            self.sectors.append(content[at : at + SECTOR].ljust(SECTOR, b"\0"))
            self.fat.append(len(self.sectors))
        self.fat[-1] = END
        return first

    def _store(self, content: bytes) -> int:
        if len(content) >= CUTOFF:
            return self._chain(content)
        if not content:
            return END
        first = len(self.mini_fat)
        for at in range(0, len(content), MINI):
            self.mini += content[at : at + MINI].ljust(MINI, b"\0")
            self.mini_fat.append(len(self.mini_fat) + 1)
        self.mini_fat[-1] = END
        return first

    def _directory(self, mini_start: int) -> bytes:
        children: dict[str, list[str]] = {}
        for path in self.paths[1:]:
            children.setdefault(path.rpartition("/")[0], []).append(path)
        right: dict[str, str] = {}
        child: dict[str, str] = {}
        for parent, inside in children.items():
            inside.sort(key=lambda path: (len(path.rpartition("/")[2]), path.rpartition("/")[2].upper()))
            child[parent] = inside[0]
            right.update(pairwise(inside))
        number = {path: at for at, path in enumerate(self.paths)}
        records = []
        for path in self.paths:
            raw = (path.rpartition("/")[2] or "Root Entry").encode("utf-16-le") + b"\0\0"
            kind = 5 if not path else 2 if path in self.places else 1
            start = mini_start if not path else self.places.get(path, 0)
            size = len(self.mini) if not path else self.sizes.get(path, 0)
            siblings = FREE, number.get(right.get(path, "?"), FREE), number.get(child.get(path, "?"), FREE)
            records.append(
                raw.ljust(64, b"\0")
                + struct.pack("<HBBIII", len(raw), kind, 1, *siblings)
                + self.clsids.get(path, NIL)
                + struct.pack("<I16xIQ", 0, start, size)
            )
        while len(records) % 4:
            records.append(bytes(66) + b"\0\1" + b"\xff" * 12 + bytes(48))
        return b"".join(records)

    def octets(self) -> bytes:
        """The whole file."""
        mini_start = self._chain(bytes(self.mini))
        directory = self._chain(self._directory(mini_start))
        table = b"".join(struct.pack("<I", entry) for entry in self.mini_fat)
        mini_fat = self._chain(table.ljust(-(-len(table) // SECTOR) * SECTOR, b"\xff"))
        tables = further = 0
        while len(self.fat) + tables + further > tables * 128:
            tables += 1
            further = max(-(-(tables - 109) // 127), 0)
        first = len(self.fat)
        fat = [*self.fat, *[FAT_MARK] * tables, *[DIFAT_MARK] * further]
        fat += [FREE] * (tables * 128 - len(fat))
        places = [first + n for n in range(tables)]
        difat = [*places[:109], *[FREE] * (109 - tables)]
        difat_start = first + tables if further else END
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NIL + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        header += struct.pack("<IIIIII", 0, tables, directory, 0, CUTOFF, mini_fat)
        header += struct.pack("<III", len(table) and -(-len(table) // SECTOR), difat_start, further)
        rest = b""
        for number in range(further):
            named = places[109 + number * 127 : 109 + (number + 1) * 127]
            following = difat_start + number + 1 if number + 1 < further else END
            rest += struct.pack("<128I", *named, *[FREE] * (127 - len(named)), following)
        packed = struct.pack("<109I", *difat) + b"".join(self.sectors) + struct.pack(f"<{len(fat)}I", *fat)
        return header + packed + rest


def compress(source: bytes) -> bytes:
    """The compressed container of a text, with copy tokens wherever three octets occurred before in the chunk."""
    container = bytearray(b"\1")
    for at in range(0, len(source), 4_096):
        packed = _compressed_chunk(source[at : at + 4_096])
        container += struct.pack("<H", 0xB000 | len(packed) - 1) + packed
    return bytes(container)


def _compressed_chunk(chunk: bytes) -> bytes:
    packed, at = bytearray(), 0
    while at < len(chunk):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            if at >= len(chunk):
                break
            bits = max((at - 1).bit_length(), 4) if at else 4
            longest = (0xFFFF >> bits) + 3
            length, found = 0, -1
            for wanted in range(min(longest, len(chunk) - at), 2, -1):
                found = chunk.rfind(chunk[at : at + wanted], 0, at + wanted - 1)
                if found >= 0:
                    length = wanted
                    break
            if length:
                flags |= 1 << bit
                tokens += struct.pack("<H", (at - found - 1) << 16 - bits | length - 3)
                at += length
            else:
                tokens.append(chunk[at])
                at += 1
        packed.append(flags)
        packed += tokens
    return bytes(packed)


def record(number: int, value: bytes) -> bytes:
    """A record of the dir stream."""
    return struct.pack("<HI", number, len(value)) + value


def project(modules: dict[str, str], above: str = "Macros") -> dict[str, bytes]:
    """Streams of a VBA project with these modules, under the storage `above` ("" for the root)."""
    prefix = f"{above}/" if above else ""
    directory = b"".join([
        record(0x01, struct.pack("<I", 3)),
        record(0x02, struct.pack("<I", 0x409)),
        record(0x14, struct.pack("<I", 0x409)),
        record(0x03, struct.pack("<H", 1252)),
        record(0x04, b"VBAProject"),
        record(0x05, b"") + record(0x40, b""),
        record(0x06, b"") + record(0x3D, b""),
        record(0x07, bytes(4)),
        record(0x08, bytes(4)),
        struct.pack("<HIIH", 0x09, 4, 0x61BD5E14, 21),
        record(0x0C, b"") + record(0x3C, b""),
        record(0x16, b"stdole") + record(0x3E, "stdole".encode("utf-16-le")),
        record(0x0D, struct.pack("<I", 3) + b"*\\G" + bytes(6)),
        record(0x0F, struct.pack("<H", len(modules))),
        record(0x13, b"\xff\xff"),
    ])  # fmt: skip
    streams = {}
    cache = b"\x01\x16\x03" + bytes(57)
    for name, source in modules.items():
        raw, wide = name.encode("cp1252"), name.encode("utf-16-le")
        directory += record(0x19, raw) + record(0x47, wide) + record(0x1A, raw) + record(0x32, wide)
        directory += record(0x1C, b"") + record(0x48, b"") + record(0x31, struct.pack("<I", len(cache)))
        directory += record(0x1E, bytes(4)) + record(0x2C, b"\xff\xff") + record(0x21, b"") + record(0x2B, b"")
        text = f'Attribute VB_Name = "{name}"\r\n{source}'.encode("cp1252")
        streams[f"{prefix}VBA/{name}"] = cache + compress(text)
    directory += record(0x10, b"")
    listed = "".join(f"Module={name}\r\n" for name in modules)
    return {
        f"{prefix}PROJECT": f'ID="{{00000000-0000-0000-0000-000000000000}}"\r\n{listed}Name="P"\r\n'.encode(),
        f"{prefix}VBA/_VBA_PROJECT": b"\xcc\x61\xff\xff\0\0\0",
        f"{prefix}VBA/dir": compress(directory),
        **streams,
    }
