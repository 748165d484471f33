"""All sources of archived mail as one stream in time order.

First pass: every source is read once from its beginning, and an index of its messages is written to the spool folder.
Second pass: the messages are read in the order of the index. Memory does not depend on the size of the archive.
"""

from __future__ import annotations

import heapq
import os
import shutil
import stat
import sys
import uuid
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from firstsight.connectors.files.index import Index
from firstsight.connectors.files.kind import Kind
from firstsight.connectors.files.loose import Loose
from firstsight.connectors.files.mailbox import LARGEST, Mailbox
from firstsight.errors import ConfigError, InputError, UnavailableError

MOST_STREAMS = 8
"""Gzipped mailboxes of overlapping times that are read as streams at once; further ones are unpacked to the spool."""

MOST_OPEN = 64
"""Files held open at once, far below the usual limit of 1,024."""

MOST_PROBLEMS = 10_000
"""Problems that are kept in words; further ones are only counted, so that a folder of junk does not fill the memory."""


class Stored(Struct, frozen=True):
    """One archived message: its octets as RFC 5322 has them, and when it came in (seconds since 1970).

    `source` is the file as it was named ("-": standard input), `offset` where the message begins in it (unpacked).
    """

    raw: bytes
    received_at: int
    source: str
    offset: int


class Archive:
    """What `open_sources` gives back. Use it in a `with` block, or `close` it: its files in the spool are removed then.

    `total` messages of `octets` in all, as stored. `skipped`: entries of folders that are no mail. `problems`: what
    could not be read, in the order found (it grows while messages are read); `unlisted`: problems beyond the list.
    """

    def __init__(self, spool: Path, largest: int) -> None:
        """Empty. `open_sources` fills it."""
        self.total = self.octets = self.skipped = self.unlisted = 0
        self.problems: list[InputError] = []
        self._spool = spool / f"archive-{uuid.uuid4().hex}"
        self._spool.mkdir(parents=True)
        self._largest = largest
        self._sources: list[Mailbox | Loose] = []
        self._counts: dict[int, int] = {}
        self._index = Index(self._spool / "index.sqlite")

    def __enter__(self) -> Archive:
        """The archive itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Remove everything from the spool. `messages` cannot be called any more."""
        self._index.close()
        shutil.rmtree(self._spool, ignore_errors=True)

    def messages(self) -> Iterator[Stored]:
        """Every message once, in time order; of the same second in the order of sources, then of offsets.

        A file that changed since it was indexed is a problem: the rest of a mailbox is left out then. Raises
        UnavailableError where the spool fails.
        """
        left, broken = Counter(self._counts), set[int]()
        opened: OrderedDict[int, Mailbox | Loose] = OrderedDict()
        try:
            for number, row in self._index.rows():
                source = self._sources[number]
                left[number] -= 1
                if number in broken:
                    continue
                opened[number] = source
                opened.move_to_end(number)
                try:
                    raw = source.read(row)
                except InputError as error:
                    self.report(error)
                    if isinstance(source, Mailbox):
                        broken.add(number)
                else:
                    yield Stored(raw, row.time, os.fsdecode(row.name) or source.name, row.offset)
                if not left[number] or len(opened) > MOST_OPEN:
                    opened.pop(number if not left[number] else next(iter(opened))).close()
        finally:
            for source in opened.values():
                source.close()

    def report(self, problem: InputError) -> None:
        """Note what could not be read."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.unlisted += 1

    def add(self, path: Path | Literal["-"]) -> None:
        """Index one more source. Raises ConfigError where nothing is at `path`, UnavailableError for the spool."""
        name = str(path)
        try:
            if path == "-":
                path = self._spooled(sys.stdin.buffer.read)
            mode = Path(path).stat().st_mode
            if stat.S_ISFIFO(mode):
                with Path(path).open("rb") as pipe:
                    path = self._spooled(pipe.read)
            elif not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                raise ConfigError(f"{name}: neither a file nor a folder")
        except FileNotFoundError as error:
            raise ConfigError(f"{name}: no such file or folder") from error
        except OSError as error:
            self.report(InputError(f"{name}: cannot be read ({error.strerror})"))
        else:
            self._add_found(Path(path), name)

    def _spooled(self, read: Callable[[int], bytes]) -> Path:
        """A copy of what can be read only once."""
        path = self._spool / f"copy-{len(self._sources)}"
        try:
            with path.open("wb") as copy:
                while block := read(1 << 20):
                    copy.write(block)
        except OSError as error:
            raise UnavailableError(f"the spool {self._spool} cannot be written: {error}") from error
        return path

    def _add_found(self, path: Path, name: str, nested: bool = False) -> None:
        """Index a file or folder that is there, then the mailboxes in the folder."""
        try:
            source: Mailbox | Loose
            if path.is_dir():
                source = Loose(path, self.report, self._largest)
            else:
                source = Mailbox(path, name, self.report, self._largest)
                if source.kind is Kind.OTHER and not source.packed and (name == "-" or name.lower().endswith(".eml")):
                    source.kind = Kind.MESSAGE
                if source.kind is Kind.OTHER and nested:
                    self.skipped += 1
                    return
            self._sources.append(source)
            self._index.add(len(self._sources) - 1, source.index())
        except InputError as error:
            self.report(error)
        except OSError as error:
            self.report(InputError(f"{name}: cannot be read ({error.strerror})"))
            return
        if isinstance(source, Loose):
            self.skipped += source.skipped
            for mailbox in sorted(source.mailboxes):
                self._add_found(mailbox, str(mailbox), nested=True)

    def settle(self, names: str) -> None:
        """Count, and unpack what cannot be read as a stream.

        Raises ConfigError where there is no message in `names`, UnavailableError for the spool.
        """
        totals = self._index.totals()
        self._counts = {number: count for number, (count, _) in totals.items()}
        self.total = sum(self._counts.values())
        self.octets = sum(octets for _, octets in totals.values())
        if not self.total:
            why = "; ".join(str(problem) for problem in self.problems[:3]) or f"{self.skipped} entries skipped"
            raise ConfigError(f"no message in {names}: {why}")
        packed = [s for n in self._counts if isinstance(s := self._sources[n], Mailbox) and s.packed]
        ends: list[int] = []
        for number, source in enumerate(sorted(packed, key=lambda source: source.first)):
            while ends and ends[0] < source.first:
                heapq.heappop(ends)
            if source.must_unpack or len(ends) >= MOST_STREAMS:
                try:
                    source.unpack(self._spool / f"unpacked-{number}")
                except OSError as error:
                    raise UnavailableError(f"{source.name} cannot be unpacked to {self._spool}: {error}") from error
            else:
                heapq.heappush(ends, source.last)


def open_sources(paths: Sequence[Path | Literal["-"]], spool: Path, largest: int = LARGEST) -> Archive:
    """The archive of all `paths`: mailboxes, Maildirs, folders, messages (gzipped ones too), "-" for standard input.

    `spool`: a folder on a disk with room for about 50 octets a message, and for gzipped mailboxes that are far out of
    order; it need not exist. Messages of more than `largest` octets are left out and reported.

    Raises ConfigError where a path does not exist or no message is found, UnavailableError where the spool fails.
    """
    try:
        archive = Archive(spool, largest)
    except OSError as error:
        raise UnavailableError(f"the spool {spool} cannot be written: {error}") from error
    try:
        for path in paths:
            archive.add(path)
        archive.settle(", ".join(map(str, paths)) or "nothing")
    except BaseException:
        archive.close()
        raise
    return archive
