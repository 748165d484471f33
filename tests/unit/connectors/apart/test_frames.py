"""Frames go whole or not at all."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from firstsight.connectors.apart.frames import MAX_FRAME, Ended, exchange, framed, read_frame, write_frame


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    source, target = os.pipe()
    yield source, target
    for end in (source, target):
        with suppress(OSError):
            os.close(end)


def test_what_is_written_is_read(pipe: tuple[int, int]) -> None:
    source, target = pipe
    write_frame(target, b"one")
    write_frame(target, b"")
    os.close(target)
    assert [read_frame(source), read_frame(source), read_frame(source)] == [b"one", b"", None]


@pytest.mark.parametrize("octets", [b"\0\0", framed(b"four")[:-1], (MAX_FRAME + 1).to_bytes(4, "big")])
def test_what_breaks_off_or_is_too_large_is_an_end(pipe: tuple[int, int], octets: bytes) -> None:
    source, target = pipe
    os.write(target, octets)
    os.close(target)
    with pytest.raises(Ended):
        read_frame(source)


def test_an_exchange_waits_no_longer_than_it_may(pipe: tuple[int, int]) -> None:
    source, target = pipe
    os.set_blocking(source, False)
    with pytest.raises(TimeoutError):
        exchange(target, source, b"", 0.05)


def test_an_exchange_gives_the_answer(pipe: tuple[int, int]) -> None:
    source, target = pipe
    os.set_blocking(source, False)
    os.write(target, framed(b"yes"))
    assert exchange(target, source, b"", 5.0) == b"yes"


@pytest.mark.parametrize("octets", [bytes(8), framed(b"yes") + b"x", (MAX_FRAME + 1).to_bytes(4, "big")])
def test_more_than_one_answer_is_none(pipe: tuple[int, int], octets: bytes) -> None:
    source, target = pipe
    os.set_blocking(source, False)
    os.write(target, octets)
    with pytest.raises(Ended):
        exchange(target, source, b"", 5.0)


def test_an_answer_in_pieces_is_put_together(pipe: tuple[int, int]) -> None:
    source, target = pipe
    os.set_blocking(source, False)
    pieces = [framed(b"whole")[at : at + 2] for at in range(0, 9, 2)]

    def write() -> None:
        for piece in pieces:
            os.write(target, piece)
            time.sleep(0.01)

    writer = threading.Thread(target=write)
    writer.start()
    assert exchange(target, source, b"", 5.0) == b"whole"
    writer.join()
