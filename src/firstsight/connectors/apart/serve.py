"""The other side: opens one file after the other until its standard input ends. `python -m` starts it."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

import msgspec

from firstsight.connectors.apart.confine import allow_seconds, confine
from firstsight.connectors.apart.frames import MAX_FRAME, Ended, read_frame, write_frame
from firstsight.mail.inside import File, Inside, Open, look_apart

SECONDS = 10.0
"""Processor time of one file; who asks has long gone by then, so this only ends what nobody is left to end."""

LOADED = ("PIL.Image", "PIL.ImageFile", "PIL.ImageFilter", "PIL.ImageOps", "zxingcpp", "pypdfium2", "pypdfium2.raw")
"""Loaded before the process gives up what loading needs, and before the first file waits for it."""

LOADED_IF_THERE = ("libarchive",)
"""The same, but the system may lack the library behind it; to find that, it starts programs."""


def run(look: Open = look_apart) -> int:
    """Serves standard input to its end; 0. What is printed meanwhile, by whatever library, goes nowhere."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    answers = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    for name in LOADED:
        importlib.import_module(name)
    for name in LOADED_IF_THERE:
        with suppress(Exception):  # what is missing is told with each file that needs it
            importlib.import_module(name)
    write_frame(answers, msgspec.msgpack.encode(confine()))
    serve(0, answers, look)
    return 0


def serve(source: int, target: int, look: Open, allow: Callable[[float], None] = allow_seconds) -> None:
    """Answers every file that comes in until there is none; `allow` bounds the processor time of the next one."""
    decode = msgspec.msgpack.Decoder(File).decode
    try:
        while (body := read_frame(source)) is not None:
            allow(SECONDS)
            told = msgspec.msgpack.encode(answer(decode(body), look))
            if len(told) > MAX_FRAME:
                told = msgspec.msgpack.encode(Inside(defect="not opened: there is too much in it"))
            write_frame(target, told)
    except (Ended, OSError, msgspec.DecodeError):
        return


def answer(file: File, look: Open) -> Inside:
    """What is in a file; a fault in opening it is told as a defect."""
    try:
        return look(file)
    except MemoryError:
        return Inside(defect="not opened: it takes too much memory")
    except Exception as fault:  # the outermost loop: whatever hostile octets led to ends with this file
        return Inside(defect=f"not opened: {type(fault).__name__}")


if __name__ == "__main__":
    sys.exit(run())
