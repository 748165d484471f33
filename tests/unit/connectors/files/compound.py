"""A writer of compound files, as small as the reader allows: enough to make an Outlook message in a test.

Source: [MS-CFB], version 3 (sectors of 512 octets), with a mini stream for what is shorter than 4,096 octets.
"""

from __future__ import annotations

import struct
from typing import TypeAlias

Tree: TypeAlias = "dict[str, bytes | Tree]"
"""A storage: names to streams and storages."""

SECTOR, MINI, CUTOFF = 512, 64, 4096
END, FREE, FAT_SECTOR, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


class _Writer:
    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.fat: list[int] = []
        self.mini = b""
        self.mini_fat: list[int] = []
        self.entries: list[list[object]] = []

    def chain(self, octets: bytes) -> int:
        """Put octets into sectors of their own and give back the first."""
        if not octets:
            return END
        first = len(self.sectors)
        pieces = [octets[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(octets), SECTOR)]
        self.sectors += pieces
        self.fat += [*range(first + 1, first + len(pieces)), END]
        return first

    def mini_chain(self, octets: bytes) -> int:
        first = len(self.mini_fat)
        count = -(-len(octets) // MINI)
        self.mini += octets.ljust(count * MINI, b"\0")
        self.mini_fat += [*range(first + 1, first + count), END]
        return first

    def entry(self, name: str, content: bytes | Tree, kind: int) -> int:
        """Add a directory entry [name, kind, left, right, child, start, size] and give back its number."""
        number = len(self.entries)
        self.entries.append([name, kind, NONE, NONE, NONE, 0, 0])
        if isinstance(content, bytes):
            start = END if not content else self.chain(content) if len(content) >= CUTOFF else self.mini_chain(content)
            self.entries[number][5:7] = [start, len(content)]
        else:
            children = [(n, self.entry(n, c, 2 if isinstance(c, bytes) else 1)) for n, c in content.items()]
            children.sort(key=lambda child: (len(child[0]), child[0].upper()))
            self.entries[number][4] = self.balance([child for _, child in children])
        return number

    def balance(self, numbers: list[int]) -> int:
        if not numbers:
            return NONE
        middle = len(numbers) // 2
        self.entries[numbers[middle]][2] = self.balance(numbers[:middle])
        self.entries[numbers[middle]][3] = self.balance(numbers[middle + 1 :])
        return numbers[middle]

    def directory(self) -> bytes:
        octets = b""
        for name, kind, left, right, child, start, size in self.entries:
            coded = str(name).encode("utf-16-le")
            octets += coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded) + 2, kind, 1)
            octets += struct.pack("<III", left, right, child) + bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)
        return octets


def compound(tree: Tree) -> bytes:
    """The octets of a compound file that holds `tree`."""
    writer = _Writer()
    writer.entry("Root Entry", tree, 5)
    writer.entries[0][5:7] = [writer.chain(writer.mini), len(writer.mini)]
    mini_fat = b"".join(struct.pack("<I", n) for n in writer.mini_fat)
    mini_start, mini_count = writer.chain(mini_fat.ljust(-(-len(mini_fat) // SECTOR) * SECTOR, b"\xff")), 0
    mini_count = -(-len(mini_fat) // SECTOR)
    directory = writer.chain(writer.directory())
    fat_count = 1
    while fat_count * SECTOR // 4 < len(writer.sectors) + fat_count:
        fat_count += 1
    fat_at = len(writer.sectors)
    fat = [*writer.fat, *[FAT_SECTOR] * fat_count]
    fat += [FREE] * (fat_count * SECTOR // 4 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fat_count, directory, 0, CUTOFF, mini_start, mini_count, END, 0)
    header += b"".join(struct.pack("<I", n) for n in range(fat_at, fat_at + fat_count)).ljust(109 * 4, b"\xff")
    return header + b"".join(writer.sectors) + b"".join(struct.pack("<I", n) for n in fat)


def text(prop: int, value: str) -> dict[str, bytes]:
    """A Unicode property."""
    return {f"__substg1.0_{prop:04X}001F": value.encode("utf-16-le")}


def octets(prop: int, value: bytes) -> dict[str, bytes]:
    """A binary property."""
    return {f"__substg1.0_{prop:04X}0102": value}


def table(header: int, *entries: tuple[int, int, int]) -> dict[str, bytes]:
    """The table of short properties (id, type, value) behind `header` octets."""
    rows = b"".join(struct.pack("<HHIq", kind, prop, 6, value) for prop, kind, value in entries)
    return {"__properties_version1.0": bytes(header) + rows}
