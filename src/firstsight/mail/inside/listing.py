"""What the files in a container are together: their names, what they would do, and which of them are opened too.

Every opener of a container hands its entries here, so that all of them look equally deep and keep the same bounds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from firstsight.mail.content.magic import detect
from firstsight.mail.content.promise import ARCHIVE, DISK, HTML, IMAGE, MAIL, OFFICE, PDF, family_of_type
from firstsight.mail.inside.names import ARCHIVES, extension_of, traits_of_name, words
from firstsight.mail.inside.opener import File
from firstsight.mail.inside.zipdir import Directory, unpack

MAX_HELD = 100
"""Names kept of one container; those with a trait come first."""

PEEK = 65_536
"""Octets unpacked of a file to tell what it is: the mark of a disk image stands at 32,769."""

PEEKS = 2_097_152
"""Octets unpacked of one container for that purpose together."""

MAX_FILES = 10
"""Files of one container that are opened as well."""

MAX_FILE = 1_048_576
"""Octets of a file that is opened as well; a bigger one is not."""

MAX_FILE_OCTETS = 2_097_152
"""Octets of all files of one container that are opened as well."""

OPENED = frozenset({ARCHIVE, DISK, HTML, IMAGE, MAIL, OFFICE, PDF})
"""Families of content that are opened as well."""

OPENED_TYPES = frozenset({"text/calendar", "application/x-ms-shortcut", "application/x-url-shortcut"})
"""Types of other families that are."""

OPENED_EXTENSIONS = words("html htm xhtml shtml svg ics url iqy slk csv rtf mht")
"""Files that are opened by their extension where their first octets say nothing."""

Read = Callable[[int], bytes]
"""The first octets of a file, at most so many."""


class Listing:
    """The files of one container, gathered one by one."""

    def __init__(self) -> None:
        self.files: list[File] = []
        self._traits: dict[str, None] = {}
        self._plain: list[str] = []
        self._told: list[str] = []
        self._peeks = PEEKS
        self._octets = MAX_FILE_OCTETS

    def add(self, name: str, size: int, read: Read | None) -> None:
        """Takes one file in: its name, its size as declared, and how to read it (None: it is encrypted)."""
        head = b""
        if read is not None and self._peeks > 0:
            head = read(min(PEEK, self._peeks))
            self._peeks -= max(len(head), 64)  # an entry that yields nothing is work, too
        kind = detect(head)
        traits = traits_of_name(name, kind)
        extension = extension_of(name)
        if read is None:
            self._traits["encrypted"] = None
        if family_of_type(kind) == ARCHIVE or (not kind and extension in ARCHIVES):
            traits = (*traits, "nested-archive")
        self._traits.update(dict.fromkeys(traits))
        names = self._told if traits else self._plain
        if len(names) < MAX_HELD:
            names.append(name)
        if head and size <= MAX_FILE and self._opens(kind, extension):
            self._keep(name, kind, head, read)

    def say(self, *traits: str) -> None:
        """Adds traits that the container itself has."""
        self._traits.update(dict.fromkeys(traits))

    @property
    def traits(self) -> tuple[str, ...]:
        """Everything said, once, in the order in which it was found."""
        return tuple(self._traits)

    @property
    def holds(self) -> tuple[str, ...]:
        """Names, at most `MAX_HELD`: first those of which something was said."""
        return tuple(dict.fromkeys([*self._told, *self._plain]))[:MAX_HELD]

    def _opens(self, kind: str, extension: str) -> bool:
        if len(self.files) >= MAX_FILES:
            return False
        if kind:
            return family_of_type(kind) in OPENED or kind in OPENED_TYPES
        return extension in OPENED_EXTENSIONS

    def _keep(self, name: str, kind: str, head: bytes, read: Read | None) -> None:
        content = head
        if len(head) == PEEK and read is not None:
            content = read(min(MAX_FILE, self._octets) + 1)
        if len(content) <= min(MAX_FILE, self._octets):
            self._octets -= len(content)
            self.files.append(File(name, "", kind, content))


def list_zip(octets: bytes, directory: Directory) -> Listing:
    """All files of a ZIP, looked at."""
    listing = Listing()
    for entry in directory.entries:
        if not entry.name.endswith("/"):
            listing.add(entry.name, entry.size, None if entry.encrypted else partial(unpack, octets, entry))
    listing.say(*directory.traits)
    return listing
