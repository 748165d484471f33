"""`Apart`: opens files in a process of their own, one at a time, and remembers what was in them by content."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import OrderedDict
from collections.abc import Sequence
from hashlib import sha256
from threading import Lock
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct

from firstsight.connectors.apart.frames import Ended, exchange, framed
from firstsight.mail.inside import File, Inside

COMMAND = (sys.executable, "-P", "-m", "firstsight.connectors.apart.serve")
"""How the process is started: afresh, not as a copy of this one with all that it holds."""

SECONDS = 2.0
"""A file that takes longer is given up; a page with pictures takes some 20 ms."""

START_SECONDS = 30.0
"""How long the process may take to load its libraries; half a second is usual."""

PAUSE_SECONDS = 60.0
"""How long nothing is tried where the process did not start."""

MAX_OCTETS = 10_485_760
"""Octets of a file beyond which it is not sent; a camera's largest JPEG."""

KEPT, KEPT_OCTETS = 20_000, 67_108_864
"""Answers that are remembered, and their octets in all; most have some 20."""

TRIES = 3
"""Failures after which a file is not tried again: one may be a busy machine, three are the file."""

RENEW_AFTER = 5_000
"""Files after which a fresh process takes over, so that nothing that leaks there adds up."""

ENVIRONMENT = (
    "PATH",
    "PYTHONPATH",
    "PYTHONHOME",
    "VIRTUAL_ENV",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "LIBARCHIVE",
    "LANG",
)
"""What the process gets of the environment: what it takes to find its libraries, and no secret."""


class Count(Struct):
    """How often files were asked for, and what became of it."""

    asked: int = 0
    remembered: int = 0
    """Answered without opening anything."""
    failed: int = 0
    """Took too long, or took the process with them."""
    seconds: float = 0.0
    """Waited for answers, the starts included."""


class _Answer(Struct):
    inside: Inside
    size: int
    failures: int


class Apart:
    """Opens files in another process, which starts with the first one. Safe to use from several threads.

    Use it as a context manager, or close it: the process is then ended and waited for.
    """

    def __init__(self, seconds: float = SECONDS, command: Sequence[str] = COMMAND) -> None:
        """`seconds` a file may take; `command` starts a process that serves as `serve.run` does."""
        self.count = Count()
        self.confined: tuple[str, ...] = ()
        """What the process gave up, in its words; empty before it started."""
        self._seconds, self._command = seconds, tuple(command)
        self._lock = Lock()
        self._known: OrderedDict[bytes, _Answer] = OrderedDict()
        self._octets = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._opened = 0
        self._not_before = 0.0
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(Inside).decode

    def __call__(self, file: File) -> Inside:
        """What is in the file. Where it cannot be opened here the defect says why; nothing is raised."""
        with self._lock:
            self.count.asked += 1
            if len(file.octets) > MAX_OCTETS:
                return Inside(defect=f"not opened: {len(file.octets):,} octets are more than {MAX_OCTETS:,}")
            key = _key(file)
            known = self._known.get(key)
            if known and (not known.failures or known.failures >= TRIES):
                self._known.move_to_end(key)
                self.count.remembered += 1
                return known.inside
            start = time.monotonic()
            answer = self._ask(file, known.failures if known else 0)
            self.count.seconds += time.monotonic() - start
            if answer.size:
                self._remember(key, answer)
            return answer.inside

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process. A file that comes after that starts another one."""
        with self._lock:
            self._end()

    @property
    def pid(self) -> int | None:
        """The process as the system knows it, None where there is none."""
        return self._process.pid if self._process else None

    def _ask(self, file: File, failures: int) -> _Answer:
        """The answer of the process; size 0 where there is no process, which says nothing of the file."""
        try:
            process = self._started()
        except (OSError, Ended, TimeoutError, msgspec.DecodeError):
            self._end()
            self._not_before = time.monotonic() + PAUSE_SECONDS
            self.count.failed += 1
            return _Answer(Inside(defect="not opened: the process that opens files does not start"), 0, 0)
        defect = f"not opened: took longer than {self._seconds:g} s"
        try:
            body = exchange(*_pipes(process), framed(self._encode(file)), self._seconds)
            return _Answer(self._decode(body), len(body), 0)
        except TimeoutError:
            pass
        except (Ended, msgspec.DecodeError):
            defect = "not opened: the process that opens files ended"
        self._end()
        self.count.failed += 1
        return _Answer(Inside(defect=defect), len(defect), failures + 1)

    def _started(self) -> subprocess.Popen[bytes]:
        """The process, ready for a file: the one there is, or a fresh one."""
        if self._process and (self._opened >= RENEW_AFTER or self._process.poll() is not None):
            self._end()
        if self._process is None:
            if time.monotonic() < self._not_before:
                raise Ended
            self._opened = 0
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                self._command,
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
                start_new_session=True,  # a Ctrl-C at the terminal is meant for us alone
            )
            target, source = _pipes(self._process)
            os.set_blocking(target, False)
            os.set_blocking(source, False)
            ready = exchange(target, source, b"", START_SECONDS)
            self.confined = msgspec.msgpack.decode(ready, type=tuple[str, ...])
        self._opened += 1
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
        process.wait()

    def _remember(self, key: bytes, answer: _Answer) -> None:
        if old := self._known.pop(key, None):
            self._octets -= old.size
        self._known[key] = answer
        self._octets += answer.size
        while len(self._known) > KEPT or self._octets > KEPT_OCTETS:
            self._octets -= self._known.popitem(last=False)[1].size


def _pipes(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """Where to write to the process and where to read from it. Raises Ended where there is nothing of the kind."""
    if process.stdin is None or process.stdout is None:
        raise Ended
    return process.stdin.fileno(), process.stdout.fileno()


def _key(file: File) -> bytes:
    """The same for files with the same answer: by content, by kind, and by name, which some answers repeat."""
    kinds = f"{file.declared}\n{file.detected}\n{file.name}".encode("utf-8", "replace")
    return sha256(file.octets).digest() + sha256(kinds).digest()
