"""Frames on a pipe: four octets of length, the highest first, and a body."""

from __future__ import annotations

import os
import select
import time

HEAD = 4
"""Octets of the length."""

MAX_FRAME = 16_777_216
"""Octets of a body; a file of 10 MiB with its names fits in, and so does every answer."""

BLOCK = 65_536
"""Octets moved at once: what a pipe holds."""


class Ended(Exception):  # noqa: N818 - an end is no error here
    """The other side closed its pipe, or says what is no frame."""


def framed(body: bytes) -> bytes:
    """A body behind its length.

    >>> framed(b"ab")
    b'\\x00\\x00\\x00\\x02ab'
    """
    return len(body).to_bytes(HEAD, "big") + body


def read_frame(source: int) -> bytes | None:
    """The next body, waiting for it; None where the pipe ends before one begins. Raises Ended where it breaks off."""
    head = _read_exactly(source, HEAD)
    if not head:
        return None
    size = int.from_bytes(head, "big")
    if len(head) < HEAD or size > MAX_FRAME:
        raise Ended
    body = _read_exactly(source, size)
    if len(body) < size:
        raise Ended
    return body


def write_frame(target: int, body: bytes) -> None:
    """Writes a body, waiting until all of it is taken."""
    left = memoryview(framed(body))
    while left:
        left = left[os.write(target, left) :]


def _read_exactly(source: int, size: int) -> bytes:
    """So many octets, or fewer where the pipe ends."""
    got = bytearray()
    while len(got) < size and (more := os.read(source, min(size - len(got), BLOCK))):
        got += more
    return bytes(got)


def exchange(target: int, source: int, frame: bytes, seconds: float) -> bytes:
    """Sends a frame ("" for none) and gives the body of the answer. Both pipes must not block.

    Raises TimeoutError where it takes longer than `seconds`, Ended where the other side ends or talks nonsense.
    """
    end = time.monotonic() + seconds
    left, got = memoryview(frame), bytearray()
    poll = select.poll()
    poll.register(source, select.POLLIN)
    if left:
        poll.register(target, select.POLLOUT)
    while True:
        remaining = end - time.monotonic()
        if remaining <= 0:
            raise TimeoutError
        for ready, _ in poll.poll(remaining * 1_000):
            if ready == target:
                left = left[_written(target, left) :]
                if not left:
                    poll.unregister(target)
            elif (body := _gathered(source, got)) is not None:
                if left:
                    raise Ended
                return body


def _written(target: int, left: memoryview) -> int:
    try:
        return os.write(target, left[:BLOCK])
    except BlockingIOError:
        return 0
    except OSError as fault:
        raise Ended from fault


def _gathered(source: int, got: bytearray) -> bytes | None:
    """The body once all of it is there. Raises Ended at the end of the pipe and where there is more than one answer."""
    more = os.read(source, BLOCK)
    if not more:
        raise Ended
    got += more
    if len(got) < HEAD:
        return None
    whole = HEAD + int.from_bytes(got[:HEAD], "big")
    if whole > HEAD + MAX_FRAME or len(got) > whole:
        raise Ended
    return bytes(got[HEAD:]) if len(got) == whole else None
