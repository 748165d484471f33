"""One file of mail: a mailbox or a single message, plain or gzipped. Read twice: for the index, then in time order.

A plain file is read in any order by seeking. A gzipped one is read as a stream while its messages are nearly in order,
and is unpacked into the spool folder otherwise.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from firstsight.connectors.files.gunzip import Gunzip, Window
from firstsight.connectors.files.index import Row, time_of
from firstsight.connectors.files.kind import SAMPLE, Kind, kind_of
from firstsight.connectors.files.mbox import (
    BLOCK,
    HEAD,
    End,
    Found,
    from_line_time,
    header_block,
    scan,
    take_out,
    without_from_line,
)
from firstsight.connectors.files.outlook import to_rfc5322
from firstsight.errors import InputError

LARGEST = 50_000_000
"""Octets of a message. Exchange Online and Gmail deliver up to 25 to 150 MB, nearly all servers less than 50."""

BACK = 2 << 20
"""Octets of a gzipped mailbox that are kept to bring messages into order; eight streams at once hold 16 MiB."""

Report = Callable[[InputError], None]
"""Where problems go that do not stop the reading."""


class Order:
    """Whether the messages of a stream can be brought into time order with BACK octets of look-back."""

    def __init__(self, back: int = BACK) -> None:
        """`back`: octets."""
        self.kept = True
        self._back = back
        self._latest: deque[tuple[int, int]] = deque()
        self._behind: int | None = None

    def see(self, time: int, offset: int) -> None:
        """The next message of the stream: were there any of a later time further than `back` octets before it?"""
        while self._latest and self._latest[0][1] < offset - self._back:
            self._behind = self._latest.popleft()[0]
        if self._behind is not None and time < self._behind:
            self.kept = False
        if not self._latest or time > self._latest[-1][0]:
            self._latest.append((time, offset))


class Mailbox:
    """A file. Call `index` first (all of it), then `read`; `close` in between or at the end frees what is open."""

    def __init__(self, path: Path, name: str, report: Report, largest: int = LARGEST) -> None:
        """`name` stands for the file in problems and as the source of its messages. Raises OSError."""
        self.path, self.name = path, name
        self.first = self.last = 0
        self.unpacked: Path | None = None
        self._report, self._largest = report, largest
        self._order = Order()
        self._holes: list[tuple[int, int]] = []
        self._early_fault: InputError | None = None
        self._file: BinaryIO | None = None
        self._window: Window | None = None
        with path.open("rb") as file:
            self._state = _state(file)
            head = file.read(SAMPLE)
            self.packed = kind_of(head) is Kind.GZIP
            if self.packed:
                file.seek(0)
                stream = Gunzip(file, name)
                head = _fill(stream.read, SAMPLE)
                self._early_fault = stream.fault
        self.kind = kind_of(head)

    @property
    def must_unpack(self) -> bool:
        """Whether the messages are too far out of order to be read as a stream. Known after `index`."""
        return self.packed and not self._order.kept

    def index(self) -> Iterator[Row]:
        """The rows of all messages in the order of the file. Raises OSError; InputError for a damaged .msg."""
        with self.path.open("rb") as file:
            stream = Gunzip(file, self.name) if self.packed else None
            read = stream.read if stream else file.read
            previous = self._state[1] // 1_000_000_000
            try:
                for message in self._checked(self._found(read), stream):
                    row = Row(self._time(message, previous), message.offset, message.length)
                    previous = row.time
                    self.first = min(self.first or row.time, row.time)
                    self.last = max(self.last, row.time)
                    self._order.see(row.time, row.offset)
                    yield row
            except OSError as error:
                self._report(InputError(f"{self.name}: cannot be read ({error.strerror})", at=file.tell()))
            if stream and stream.fault:
                self._report(stream.fault)

    def _checked(self, found: Iterator[Found], stream: Gunzip | None) -> Iterator[Found]:
        """Without what is too large and, in a damaged gzip file, without the message that the fault cut off."""
        for number, message in enumerate(found):
            if message.length > self._largest:
                self._holes.append((message.offset, message.offset + message.length))
                why = f"a message of {message.length} octets is larger than {self._largest} and was left out"
                self._report(InputError(f"{self.name}: {why}", at=message.offset))
            elif message.end is End.NEXT or not (stream and stream.fault):
                # A message saved with its From_ line is a mailbox of one, and few writers add a blank line then.
                if message.end is End.CUT or (message.end is End.OPEN and number):
                    why = "the blank line that ends a mailbox is missing, its last message may be cut off"
                    self._report(InputError(f"{self.name}: {why}", at=message.offset + message.length))
                if message.length and (message.end in (End.NEXT, End.CLOSED) or without_from_line(message.head)):
                    yield message

    def _found(self, read: Callable[[int], bytes]) -> Iterator[Found]:
        if self.kind is Kind.MBOX:
            return scan(read)
        if self.kind is Kind.OUTLOOK:
            return _whole(read, self._largest)
        if self.kind is Kind.OTHER:
            self._report(self._early_fault or InputError(f"{self.name}: holds no mail"))
            return iter(())
        return _whole(read, HEAD)

    def _time(self, message: Found, previous: int) -> int:
        if self.kind is Kind.MBOX:
            block = header_block(without_from_line(message.head))
            return time_of(block, from_line_time(message.head), previous)
        octets = to_rfc5322(message.head, self.name) if self.kind is Kind.OUTLOOK else message.head
        return time_of(header_block(octets), None, previous)

    def unpack(self, spool: Path) -> None:
        """Write the unpacked octets to the file `spool`, with holes where messages were left out. Raises OSError."""
        self.close()
        with self.path.open("rb") as file, spool.open("wb") as out:
            stream, at, holes = Gunzip(file, self.name), 0, deque(self._holes)
            while block := stream.read(BLOCK):
                while holes and holes[0][1] <= at:
                    holes.popleft()
                if not holes or at < holes[0][0] or at + len(block) > holes[0][1]:
                    out.seek(at)
                    out.write(block)
                at += len(block)
        self.unpacked = spool

    def read(self, row: Row) -> bytes:
        """The message of a row. Raises InputError where the file is not as it was for the index."""
        try:
            octets = self._octets(row)
        except OSError as error:
            raise InputError(f"{self.name}: cannot be read any more ({error.strerror})", at=row.offset) from error
        if len(octets) != row.length or (self.kind is Kind.MBOX and not octets.startswith(b"From ")):
            raise InputError(f"{self.name}: the file changed while it was read", at=row.offset)
        if self.kind is Kind.OUTLOOK:
            return to_rfc5322(octets, self.name)
        return take_out(octets) if self.kind is Kind.MBOX else octets

    def _octets(self, row: Row) -> bytes:
        if self._file is None:
            self._file = (self.unpacked or self.path).open("rb")
            if self.packed and self.unpacked is None:
                self._window = Window(Gunzip(self._file, self.name).read, BACK)
        if self.unpacked is None and _state(self._file) != self._state:
            return b""
        if self._window is not None:
            return self._window.get(row.offset, row.length)
        self._file.seek(row.offset)
        return self._file.read(row.length)

    def close(self) -> None:
        """Let go of the open file. A later `read` opens it again."""
        if self._file is not None:
            self._file.close()
        self._file = self._window = None


def _state(file: BinaryIO) -> tuple[int, int, int]:
    """Size, time of change in nanoseconds and number of an open file: all that tells whether it is still the same."""
    stat = os.fstat(file.fileno())
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


def _fill(read: Callable[[int], bytes], size: int) -> bytes:
    """The first `size` octets of a stream, fewer only where it ends before."""
    octets = b""
    while len(octets) < size and (more := read(size - len(octets))):
        octets += more
    return octets


def _whole(read: Callable[[int], bytes], head_size: int) -> Iterator[Found]:
    """The stream as one message (none where it is empty)."""
    head = _fill(read, head_size)
    length = len(head)
    while more := read(BLOCK):
        length += len(more)
    if length:
        yield Found(0, length, head, End.CLOSED)
