"""Compound files (OLE storages): a file system in a file, read with bounds.

Chains of sectors are followed only as far as the reader asks, so that loops and sizes that lie cost nothing.
Source: [MS-CFB] 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.5 (DIFAT), 2.6 (directory).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from struct import Struct as Layout
from struct import unpack

from msgspec import Struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MAX_NODES = 2_048
"""Directory entries read; a document with a hundred embedded objects has some 700."""

MAX_DEPTH = 12
"""Storages in storages; macros in an object embedded in a document stand six deep."""

STORAGE, STREAM, ROOT = 1, 2, 5

FIRST_TABLE = 109
"""Sectors of the table of sectors that the header itself names. Source: [MS-CFB] 2.2."""

_LAST = 0xFFFFFFFA
"""Sector numbers from here on are marks: end of chain, free, FAT, DIFAT."""

MINI_SECTOR = 64
"""Octets of a sector of the mini stream. Source: [MS-CFB] 2.2."""

_HEADER = Layout("<26xHHHH6x4xIIIIIIII")
_NODE = Layout("<64sHBBIII16sI8x8xIQ")


class Node(Struct, frozen=True):
    """A storage or stream: `path` with slashes from the root (the root itself is ""), `size` in octets as declared."""

    path: str
    kind: int
    start: int
    size: int
    clsid: bytes
    """The class of the program that made it, 16 octets as stored."""

    @property
    def name(self) -> str:
        """The last part of the path in lower case: names are compared without case ([MS-CFB] 2.6.4)."""
        return self.path.rpartition("/")[2].lower()

    @property
    def storage(self) -> str:
        """The path of the storage that it stands in."""
        return self.path.rpartition("/")[0]


class Compound:
    """One compound file. `nodes` are all storages and streams that can be reached, `defect` says what is broken."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets
        self.nodes: tuple[Node, ...] = ()
        self.defect = ""
        self._fat: list[int] = []
        self._mini_fat: list[int] = []
        self._mini: list[int] = []
        self._streams: dict[str, Node] = {}
        if len(octets) < 512 or not octets.startswith(SIGNATURE):
            self.defect = "no compound file"
            return
        major, _, shift, _, _, first, _, cutoff, mini_first, _, difat_first, _ = _HEADER.unpack_from(octets)
        self._size = 4_096 if shift == 12 or (major == 4 and shift != 9) else 512
        self._cutoff = cutoff or 4_096
        self._count = max((len(octets) + self._size - 1) // self._size - 1, 0)
        self._read_fat(difat_first)
        self.nodes = tuple(self._walk(self._records(first)))
        self._streams = {node.path.lower(): node for node in reversed(self.nodes) if node.kind == STREAM}
        root = next((node for node in self.nodes if node.kind == ROOT), None)
        if root is None:
            self.defect = "compound file without a root"
            return
        self._mini = list(self._chain(root.start, self._count))
        self._mini_fat = self._numbers(self._chain(mini_first, self._count))

    @property
    def clsid(self) -> bytes:
        """The class of the root."""
        return self.nodes[0].clsid if self.nodes else b""

    def find(self, path: str) -> Node | None:
        """The stream at a path, compared without case, or None."""
        return self._streams.get(path.lower())

    def streams(self, name: str) -> Iterator[Node]:
        """Every stream of that name (lower case), in whatever storage."""
        return (node for node in self.nodes if node.kind == STREAM and node.name == name)

    def read(self, node: Node, limit: int) -> bytes:
        """The first `limit` octets of a stream, as far as its chain goes."""
        wanted = min(node.size, limit, len(self._octets))
        if wanted <= 0 or node.kind == STORAGE:
            return b""
        if node.size < self._cutoff and node.kind == STREAM:
            pieces = [self._mini_sector(number) for number in self._mini_chain(node.start, wanted)]
        else:
            pieces = [self._sector(number) for number in self._chain(node.start, -(-wanted // self._size))]
        return b"".join(pieces)[:wanted]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._octets[at : at + self._size]

    def _chain(self, number: int, most: int) -> Iterator[int]:
        """Sector numbers from `number` on, at most `most` of them: a loop ends there."""
        fat = self._fat
        for _ in range(most):
            if number >= self._count:
                return
            yield number
            number = fat[number] if number < len(fat) else _LAST

    def _mini_chain(self, number: int, wanted: int) -> Iterator[int]:
        for _ in range(-(-wanted // MINI_SECTOR)):
            if number >= _LAST:
                return
            yield number
            number = self._mini_fat[number] if number < len(self._mini_fat) else _LAST

    def _mini_sector(self, number: int) -> bytes:
        sector, rest = divmod(number * MINI_SECTOR, self._size)
        if sector >= len(self._mini):
            return b""
        at = (self._mini[sector] + 1) * self._size + rest
        return self._octets[at : at + MINI_SECTOR]

    def _numbers(self, sectors: Iterator[int]) -> list[int]:
        """Sectors as numbers of 32 bits."""
        return [number for sector in sectors for number in _numbers(self._sector(sector))]

    def _read_fat(self, number: int) -> None:
        """The table of sectors, as much of it as the file has sectors."""
        needed = -(-self._count // (self._size // 4))
        sectors = dict.fromkeys(_numbers(self._octets[76:512]))
        last, seen = self._size // 4 - 1, set[int]()
        while number < self._count and number not in seen and len(sectors) <= needed + FIRST_TABLE:
            seen.add(number)
            numbers = _numbers(self._sector(number))
            sectors.update(dict.fromkeys(numbers[:last]))
            number = numbers[last] if len(numbers) > last else _LAST
        tables = [sector for sector in sectors if sector < self._count]
        self._fat = self._numbers(iter(tables[: needed + 1]))

    def _records(self, first: int) -> list[bytes]:
        """Directory entries as octets."""
        per_sector = self._size // 128
        content = b"".join(map(self._sector, self._chain(first, -(-MAX_NODES // per_sector))))
        return [content[at : at + 128] for at in range(0, len(content) - 127, 128)][:MAX_NODES]

    def _walk(self, records: list[bytes]) -> Iterator[Node]:
        """Every entry that the tree of the root reaches, once."""
        seen: set[int] = set()
        open_: list[tuple[int, str, int]] = [(0, "", 0)]
        while open_:
            number, above, depth = open_.pop()
            if number >= len(records) or number in seen:
                continue
            seen.add(number)
            raw, length, kind, _, left, right, child, clsid, _, start, size = _NODE.unpack(records[number])
            if self._size == 512:
                size &= 0xFFFFFFFF
            name = raw[: min(max(length - 2, 0), 62) & ~1].decode("utf-16-le", "replace").replace("/", "_")
            path = "" if kind == ROOT and not number else f"{above}/{name}" if above else name
            if kind in (STORAGE, STREAM, ROOT):
                yield Node(path, kind, start, size, clsid)
            if number:
                open_ += [(right, above, depth), (left, above, depth)]
            if kind in (STORAGE, ROOT) and depth < MAX_DEPTH:
                open_.append((child, path, depth + 1))


def _numbers(octets: bytes) -> tuple[int, ...]:
    count = len(octets) // 4
    return unpack(f"<{count}I", octets[: count * 4])


def storage_of(octets: bytes, limit: int) -> bytes:
    """A compound file in another one: as it is, or its length and then deflated, unpacked to at most `limit` octets.

    Source: [MS-PPT] 2.10.34 (ExOleObjStg); Word 2003 stores objects in XML in the same way.
    """
    if octets.startswith(SIGNATURE):
        return octets
    try:
        return zlib.decompressobj().decompress(octets[4:], limit)
    except zlib.error:
        return b""
