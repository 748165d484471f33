"""Parts of a ZIP package (OOXML, OpenDocument), read by name within one budget for all of them."""

from __future__ import annotations

from firstsight.mail.inside.zipdir import Entry, read_directory, unpack

MAX_PART = 2_097_152
"""Octets unpacked of one part: a document of a hundred pages has some 1,500,000 of markup."""

MAX_PARTS = 8_388_608
"""Octets unpacked of all parts together."""


class Package:
    """The parts of a package by name in lower case; `directory` is that of the ZIP."""

    def __init__(self, octets: bytes) -> None:
        self.octets = octets
        self.directory = read_directory(octets)
        self._left = MAX_PARTS
        self.parts: dict[str, Entry] = {}
        for entry in self.directory.entries:
            self.parts.setdefault(entry.name.replace("\\", "/").lstrip("/").lower(), entry)

    @property
    def encrypted(self) -> bool:
        """Whether a part cannot be read without a password."""
        return any(entry.encrypted for entry in self.parts.values())

    def read(self, name: str, limit: int = MAX_PART) -> bytes:
        """The first octets of a part, b"" where there is none or the budget is spent."""
        entry = self.parts.get(name)
        if entry is None or self._left <= 0:
            return b""
        content = unpack(self.octets, entry, min(limit, self._left))
        self._left -= max(len(content), 256)
        return content

    def size(self, name: str) -> int:
        """Octets of a part as declared."""
        entry = self.parts.get(name)
        return entry.size if entry else 0
