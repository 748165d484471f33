"""Where every message is and when it came in: a table on disk, so that memory does not grow with the archive.

The primary key is the order of delivery: time, then source, then offset. SQLite keeps it sorted while it is written.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from firstsight.errors import UnavailableError
from firstsight.mail.trust.received import parse_date, receipt_time

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -8192;
CREATE TABLE message (
  time INTEGER, source INTEGER, offset INTEGER, name BLOB, length INTEGER, stamp INTEGER,
  PRIMARY KEY (time, source, offset, name)
) WITHOUT ROWID;
"""

_DATE_FIELD = re.compile(rb"(?:\A|\n)date[ \t]*:((?:[^\n]*\n[ \t]){0,4}[^\n]*)", re.IGNORECASE)


class Row(Struct, frozen=True):
    """One message: `length` octets from `offset`.

    `name` is the path of its file in octets, empty in a mailbox; `stamp` is the time of that file in nanoseconds.
    """

    time: int
    offset: int
    length: int
    name: bytes = b""
    stamp: int = 0


def time_of(header_block: bytes, from_line: int | None, otherwise: int) -> int:
    """When a message came in, in seconds since 1970: topmost Received, else From_ line, else Date, else `otherwise`."""
    time = receipt_time(header_block)
    if time is None:
        time = from_line
    if time is None and (date := _DATE_FIELD.search(header_block)):
        time = parse_date(date[1].decode("latin-1"))
    return otherwise if time is None else time


class Index:
    """The rows of all sources, written once and then read in time order. The file is removed by `close`."""

    def __init__(self, path: Path) -> None:
        """Begin an empty index at `path`, where no file may be. Raises UnavailableError as all methods do."""
        self._path = path
        try:
            self._table = sqlite3.connect(path, isolation_level=None)
            self._table.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise UnavailableError(f"the index {path} cannot be written: {error}") from error

    def add(self, source: int, rows: Iterable[Row]) -> None:
        """Write the rows of a source, also those before an error of `rows`. `source` orders messages of one second."""
        values = ((row.time, source, row.offset, row.name, row.length, row.stamp) for row in rows)
        try:
            self._table.execute("BEGIN")
            try:
                self._table.executemany("INSERT INTO message VALUES (?, ?, ?, ?, ?, ?)", values)
            finally:
                self._table.execute("COMMIT")
        except sqlite3.Error as error:
            raise UnavailableError(f"the index {self._path} cannot be written: {error}") from error

    def totals(self) -> dict[int, tuple[int, int]]:
        """For each source that has a message: how many, and their octets."""
        rows = self._table.execute("SELECT source, count(*), sum(length) FROM message GROUP BY source")
        return {source: (count, octets) for source, count, octets in rows}

    def rows(self) -> Iterator[tuple[int, Row]]:
        """(source, row) in the order of delivery."""
        cursor = self._table.execute(
            "SELECT source, time, offset, length, name, stamp FROM message ORDER BY 2, 1, 3, 5"
        )
        for source, time, offset, length, name, stamp in cursor:
            yield source, Row(time, offset, length, name, stamp)

    def close(self) -> None:
        """Let go of the file and remove it."""
        self._table.close()
        self._path.unlink(missing_ok=True)
