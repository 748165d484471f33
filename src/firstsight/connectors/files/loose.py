"""Mail that is kept as one message a file: a Maildir, a folder of .eml and .msg, or a single such file.

Folders are walked recursively, symbolic links included (each folder once). A file named .eml is a message even where
its first line is no header field. Of a Maildir, cur and new are read; its subfolders of Maildir++ are hidden folders
and count as such. Source: maildir(5), D. J. Bernstein.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from firstsight.connectors.files.index import Row, time_of
from firstsight.connectors.files.kind import SAMPLE, Kind, kind_of
from firstsight.connectors.files.mailbox import LARGEST, Report
from firstsight.connectors.files.mbox import HEAD, header_block
from firstsight.connectors.files.outlook import is_outlook, to_rfc5322
from firstsight.errors import InputError


class Loose:
    """A folder or a file. Call `index` first (all of it), then `read`.

    `mailboxes` are the mailboxes and gzipped files met on the way, for the caller to read; `skipped` counts hidden
    entries, what is no regular file and what holds no mail.
    """

    def __init__(self, path: Path, report: Report, largest: int = LARGEST) -> None:
        """Nothing is opened yet."""
        self.path, self.name = path, str(path)
        self.mailboxes: list[Path] = []
        self.skipped = 0
        self._report, self._largest = report, largest

    def index(self) -> Iterator[Row]:
        """The rows of all messages, in no order."""
        files = self._walk() if self.path.is_dir() else [(os.fsencode(self.path), True)]
        for name, sure in files:
            try:
                row = self._look(name, sure)
            except InputError as error:
                self._report(error)
            except OSError as error:
                self._report(InputError(f"{os.fsdecode(name)}: cannot be read ({error.strerror})"))
            else:
                if row is not None:
                    yield row

    def _walk(self) -> Iterator[tuple[bytes, bool]]:
        """(path, whether it is known to be one message) of every regular file."""
        seen: set[tuple[int, int]] = set()
        folders = [(os.fsencode(self.path), False)]
        while folders:
            folder, in_maildir = folders.pop()
            inner: list[bytes] = []
            try:
                there = os.stat(folder)
                if (there.st_dev, there.st_ino) in seen:
                    continue
                seen.add((there.st_dev, there.st_ino))
                with os.scandir(folder) as entries:
                    yield from ((path, in_maildir) for path in self._regular(entries, inner))
            except OSError as error:
                self._report(InputError(f"{os.fsdecode(folder)}: cannot be read ({error.strerror})"))
            is_maildir = b"cur" in inner or b"new" in inner
            folders += [
                (os.path.join(folder, name), is_maildir and name in (b"cur", b"new"))
                for name in sorted(inner, reverse=True)
                if not (is_maildir and name == b"tmp")
            ]

    def _regular(self, entries: Iterator[os.DirEntry[bytes]], inner: list[bytes]) -> Iterator[bytes]:
        """The paths of the regular files; the names of folders are put into `inner`, the rest is counted."""
        for entry in entries:
            if entry.name.startswith(b"."):
                self.skipped += 1
            elif entry.is_dir():
                inner.append(entry.name)
            elif entry.is_file():
                yield entry.path
            else:
                self.skipped += 1

    def _look(self, name: bytes, sure: bool) -> Row | None:
        """The row of one file, None where it holds no message. Raises InputError and OSError."""
        with open(name, "rb") as file:
            there = os.fstat(file.fileno())
            head = file.read(SAMPLE)
            kind = kind_of(head)
            if not sure and kind in (Kind.GZIP, Kind.MBOX):
                self.mailboxes.append(Path(os.fsdecode(name)))
                return None
            if kind is Kind.EMPTY or (kind is Kind.OTHER and not sure and not name.lower().endswith(b".eml")):
                self.skipped += 1
                return None
            if there.st_size > self._largest:
                raise InputError(
                    f"{os.fsdecode(name)}: a message of {there.st_size} octets is larger than {self._largest}"
                )
            head += file.read(there.st_size if kind is Kind.OUTLOOK else HEAD - len(head))
        if kind is Kind.OUTLOOK and not sure and not is_outlook(head):
            self.skipped += 1
            return None
        octets = to_rfc5322(head, os.fsdecode(name)) if kind is Kind.OUTLOOK else head
        time = time_of(header_block(octets), None, there.st_mtime_ns // 1_000_000_000)
        return Row(time, 0, there.st_size, name, there.st_mtime_ns)

    def read(self, row: Row) -> bytes:
        """The message of a row. Raises InputError where the file is not as it was for the index."""
        shown = os.fsdecode(row.name)
        try:
            with open(row.name, "rb") as file:
                unchanged = os.fstat(file.fileno()).st_mtime_ns == row.stamp
                octets = file.read(row.length + 1)
        except OSError as error:
            raise InputError(f"{shown}: cannot be read any more ({error.strerror})") from error
        if len(octets) != row.length or not unchanged:
            raise InputError(f"{shown}: the file changed while it was read", at=0)
        return to_rfc5322(octets, shown) if kind_of(octets[:SAMPLE]) is Kind.OUTLOOK else octets

    def close(self) -> None:
        """Nothing stays open."""
