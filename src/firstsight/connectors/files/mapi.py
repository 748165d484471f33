"""The properties of an Outlook message file: a compound file with a stream for every long one and a table of the short.

Source: [MS-OXMSG] (layout, 2.1 to 2.4), [MS-OXPROPS] (property ids), [MS-OXCDATA] (types, 2.11.1).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

TOP_HEADER, EMBEDDED_HEADER, CHILD_HEADER = 32, 24, 8
"""Octets before the entries of a property stream: of the message, of one within it, of a recipient or attachment."""

ENTRY = struct.Struct("<HHIq")
"""Type, id, flags, value ([MS-OXMSG], section 2.4.2)."""

UNICODE, STRING8, BINARY, OBJECT = "001F", "001E", "0102", "000D"
"""[MS-OXCDATA], section 2.11.1, as they stand in the names of streams."""

CODEPAGE, INTERNET_CODEPAGE = 0x3FFD, 0x3FDE

MOST_CHILDREN = 5_000
"""Recipients or attachments that are looked at: servers refuse above 500 to 1,000 recipients."""

_CODEPAGES = {
    65001: "utf-8", 20127: "ascii", 28591: "iso-8859-1", 28592: "iso-8859-2", 28605: "iso-8859-15", 20866: "koi8-r",
    50220: "iso-2022-jp", 936: "gbk", 949: "euc-kr", 950: "big5", 932: "shift_jis", 54936: "gb18030", 51949: "euc-kr",
}  # fmt: skip


class Properties:
    """The properties of one object in the file: the message, a recipient, an attachment or an embedded message."""

    def __init__(
        self, file: olefile.OleFileIO, size: int, path: tuple[str, ...] = (), header: int = TOP_HEADER
    ) -> None:
        """`size`: octets of the file: no stream in it is longer. `header`: octets before the entries of the table."""
        self._file, self._size, self._path = file, size, path
        self._fixed: dict[int, int] = {}
        table = self._stream("__properties_version1.0")
        usable = table[header : header + (len(table) - header) // ENTRY.size * ENTRY.size]
        for _, number, _, value in ENTRY.iter_unpack(usable if len(table) > header else b""):
            self._fixed[number] = value

    @classmethod
    def open(cls, octets: bytes) -> Properties:
        """Those of the message. Raises what the compound file reader raises on damage, ValueError for another file."""
        file = olefile.OleFileIO(io.BytesIO(octets))
        if not file.exists("__properties_version1.0"):
            raise ValueError("a compound file, but not an Outlook message")
        return cls(file, len(octets))

    def number(self, prop: int) -> int | None:
        """A number of 32 bits, None where it is not set."""
        value = self._fixed.get(prop)
        return None if value is None else value & 0xFFFFFFFF

    def time(self, prop: int) -> int | None:
        """A FILETIME (100 ns since 1601) in seconds since 1970, None where it is not set."""
        value = self._fixed.get(prop)
        return None if value is None else value // 10_000_000 - 11_644_473_600

    def text(self, *props: int) -> str:
        """The first of the properties that holds text, without the zero at its end; "" where none does."""
        for prop in props:
            octets = self._stream(f"__substg1.0_{prop:04X}{UNICODE}")
            if octets:
                return octets.decode("utf-16-le", "replace").rstrip("\0")
            octets = self._stream(f"__substg1.0_{prop:04X}{STRING8}")
            if octets:
                return octets.decode(self.charset, "replace").rstrip("\0")
        return ""

    def octets(self, prop: int) -> bytes:
        """A binary property, b"" where it is not set."""
        return self._stream(f"__substg1.0_{prop:04X}{BINARY}")

    @property
    def charset(self) -> str:
        """The MIME name of the code page of 8-bit text, windows-1252 where it is not known."""
        page = self.number(CODEPAGE) or self.number(INTERNET_CODEPAGE) or 1252
        name = _CODEPAGES.get(page, f"windows-{page}" if 1250 <= page <= 1258 else f"cp{page}")
        try:
            "".encode(name)
        except LookupError:
            return "windows-1252"
        return name

    def children(self, kind: str) -> Iterator[Properties]:
        """Those of the recipients ("recip") or attachments ("attach"), in the order of their numbers."""
        start = f"__{kind}_version1.0_#"
        depth = len(self._path)
        names = {
            path[depth]
            for path in self._file.listdir(streams=False, storages=True)
            if len(path) == depth + 1 and tuple(path[:depth]) == self._path and path[depth].startswith(start)
        }
        for name in sorted(names)[:MOST_CHILDREN]:
            yield Properties(self._file, self._size, (*self._path, name), CHILD_HEADER)

    def embedded(self) -> Properties | None:
        """The message that an attachment holds as an object, None where it holds octets."""
        path = (*self._path, f"__substg1.0_3701{OBJECT}")
        if not self._file.exists([*path, "__properties_version1.0"]):
            return None
        return Properties(self._file, self._size, path, EMBEDDED_HEADER)

    def _stream(self, name: str) -> bytes:
        path = [*self._path, name]
        # A damaged size with a circle of sectors would be read for ever: no stream is longer than its file.
        if not self._file.exists(path) or self._file.get_type(path) != olefile.STGTY_STREAM:
            return b""
        if self._file.get_size(path) > self._size:
            return b""
        with self._file.openstream(path) as stream:
            octets: bytes = stream.read()
        return octets
