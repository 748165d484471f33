"""The other side answers every file and ends with its input."""

from __future__ import annotations

import os

import msgspec

from firstsight.connectors.apart.frames import framed, read_frame
from firstsight.connectors.apart.serve import SECONDS, answer, serve
from firstsight.mail.inside import File, Inside

FILE = File("a", "", "", b"x")


def broken(_: File) -> Inside:
    raise ValueError


def test_a_fault_is_told_and_ends_with_its_file() -> None:
    assert answer(FILE, broken) == Inside(defect="not opened: ValueError")
    assert answer(FILE, lambda file: Inside(text=file.name)) == Inside(text="a")


def test_files_are_answered_in_order_until_the_input_ends() -> None:
    asked, answered = os.pipe(), os.pipe()
    allowed: list[float] = []
    for name in ("one", "two"):
        os.write(asked[1], framed(msgspec.msgpack.encode(File(name, "", "", b""))))
    os.close(asked[1])
    serve(asked[0], answered[1], lambda file: Inside(text=file.name), allowed.append)
    os.close(answered[1])
    bodies = [read_frame(answered[0]) for _ in range(3)]
    os.close(answered[0])
    os.close(asked[0])
    assert [msgspec.msgpack.decode(body, type=Inside).text for body in bodies if body] == ["one", "two"]
    assert allowed == [SECONDS, SECONDS]


def test_nonsense_ends_it_quietly() -> None:
    asked, answered = os.pipe(), os.pipe()
    os.write(asked[1], framed(b"\xc1"))
    os.close(asked[1])
    serve(asked[0], answered[1], lambda _: Inside(), lambda _: None)
    os.close(answered[1])
    assert read_frame(answered[0]) is None
    os.close(answered[0])
    os.close(asked[0])
