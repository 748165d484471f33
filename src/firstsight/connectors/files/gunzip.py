"""Gzip as a stream: octets come out up to the fault, and the fault says where it is.

Source: RFC 1952 (several members, CRC and length are checked by zlib); zero padding at the end as gzip(1) accepts it.
"""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable
from typing import BinaryIO

from firstsight.connectors.files.mbox import BLOCK
from firstsight.errors import InputError

_INPUT = 1 << 16
"""Packed octets that are read at a time."""


class Gunzip:
    """Reads a gzip file from its beginning. `fault` is set once nothing more can be unpacked before the end."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        """`file` stands at the first octet of the gzip file; `name` is for the fault."""
        self.fault: InputError | None = None
        self._file, self._name = file, name
        self._member = zlib.decompressobj(wbits=31)
        self._input = b""
        self._taken = 0
        self._ended = False

    def read(self, size: int) -> bytes:
        """Between 1 and `size` unpacked octets, b"" at the end or at the fault. Never unpacks more than it returns."""
        while not self._ended:
            if not self._input:
                self._input = self._file.read(_INPUT)
                self._taken += len(self._input)
            at_end = not self._input
            try:
                octets = self._member.decompress(self._input, size)
            except zlib.error as error:
                self._end(f"the gzip file is damaged ({error})")
                break
            self._input = self._member.unconsumed_tail
            if self._member.eof:
                self._next_member()
                at_end = False
            if octets:
                return octets
            if at_end and not self._ended:
                self._end("the gzip file is cut off")
        return b""

    def _next_member(self) -> None:
        """Go on with what follows a member: another one, zero padding, the end."""
        rest = self._member.unused_data
        while True:
            rest = rest.lstrip(b"\0")
            if len(rest) >= 2:
                break
            more = self._file.read(_INPUT)
            self._taken += len(more)
            if not more:
                break
            rest += more
        self._input = rest
        self._member = zlib.decompressobj(wbits=31)
        if not rest:
            self._ended = True
        elif not rest.startswith(b"\x1f\x8b"):
            self._end("behind the gzip file stands something else")

    def _end(self, why: str) -> None:
        self._ended = True
        self.fault = InputError(f"{self._name}: {why}", at=self._taken - len(self._input))


class Window:
    """The part of a stream that was read last, so that messages nearly in order can be taken out in order."""

    def __init__(self, read: Callable[[int], bytes], back: int) -> None:
        """`back`: octets that stay within reach before the furthest offset asked for so far."""
        self._read, self._back = read, back
        self._blocks: deque[bytes] = deque()
        self._begin = 0
        self._end = 0
        self._furthest = 0

    def get(self, offset: int, length: int) -> bytes:
        """The octets [offset, offset + length), fewer where the stream ends before or `offset` is out of reach."""
        self._furthest = max(self._furthest, offset)
        while self._end < offset + length:
            block = self._read(BLOCK)
            if not block:
                break
            self._blocks.append(block)
            self._end += len(block)
            self._forget()
        if offset < self._begin:
            return b""
        pieces, at, end = [], self._begin, offset + length
        for block in self._blocks:
            if at < end and at + len(block) > offset:
                pieces.append(block[max(0, offset - at) : end - at])
            at += len(block)
        return b"".join(pieces)

    def _forget(self) -> None:
        while self._blocks and self._begin + len(self._blocks[0]) <= self._furthest - self._back:
            self._begin += len(self._blocks.popleft())
