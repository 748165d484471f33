"""What a hostile file may do to the process that opens it, done in earnest: the mail is read all the same."""

from __future__ import annotations

import os
import signal
import sys
import tarfile
import textwrap
import threading
from collections.abc import Iterator
from io import BytesIO

import msgspec
import pytest
from PIL import Image

from firstsight.connectors.apart.client import KEPT, RENEW_AFTER, Apart, _Answer
from firstsight.mail.content.magic import detect
from firstsight.mail.inside import CATALOGUE, File, Inside, look_apart
from tests.unit.mail.inside.codes import code, picture

URL = "https://evil.example/unruly"

UNRULY = textwrap.dedent(
    """
    import ctypes, os, sys, time
    from firstsight.connectors.apart.serve import run
    from firstsight.mail.inside import Inside

    def look(file):
        if file.name == "spins":
            while True: pass
        if file.name == "sleeps":
            time.sleep(60)
        if file.name == "crashes":
            ctypes.string_at(0)
        if file.name == "aborts":
            os.abort()
        if file.name == "eats":
            return Inside(text=str(len(bytearray(4 << 30))))
        if file.name == "floods":
            return Inside(text="x" * 20_000_000)
        if file.name == "prints":
            print("noise", flush=True)
            os.write(1, b"noise")
        if file.name == "lies":
            for fd in range(3, 10):
                try: os.write(fd, bytes(8))
                except OSError: pass
        if file.name == "env":
            return Inside(text=" ".join(sorted(os.environ)))
        return Inside(text=f"{file.name} {len(file.octets)}")

    sys.exit(run(look))
    """
)
"""A server that is driven to what its files are named after."""


def named(name: str, octets: bytes = b"") -> File:
    return File(name, "", "", octets)


@pytest.fixture(scope="module")
def unruly() -> Iterator[Apart]:
    with Apart(seconds=1.0, command=(sys.executable, "-P", "-c", UNRULY)) as apart:
        yield apart


@pytest.mark.parametrize("name", ["spins", "sleeps"])
def test_what_takes_too_long_is_given_up(unruly: Apart, name: str) -> None:
    assert unruly(named(name)) == Inside(defect="not opened: took longer than 1 s")
    assert unruly(named("next")).text == "next 0"


@pytest.mark.parametrize("name", ["crashes", "aborts", "lies"])
def test_what_ends_the_process_or_lies_for_it_is_told(unruly: Apart, name: str) -> None:
    assert unruly(named(name)) == Inside(defect="not opened: the process that opens files ended")
    assert unruly(named("next")).text == "next 0"


def test_memory_is_bounded(unruly: Apart) -> None:
    assert unruly(named("eats")) == Inside(defect="not opened: it takes too much memory")


def test_an_answer_is_bounded(unruly: Apart) -> None:
    assert unruly(named("floods")) == Inside(defect="not opened: there is too much in it")


def test_what_libraries_print_is_no_answer(unruly: Apart) -> None:
    assert unruly(named("prints")).text == "prints 0"


def test_no_secret_is_handed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRSTSIGHT_TOKEN", "s3cret")
    with Apart(seconds=20, command=(sys.executable, "-P", "-c", UNRULY)) as apart:
        assert "FIRSTSIGHT_TOKEN" not in apart(named("env")).text


def test_a_large_file_goes_through_the_pipe(unruly: Apart) -> None:
    assert unruly(named("large", bytes(10_000_000))).text == "large 10000000"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_asks_for_a_stop_is_not_meant_for_the_process(unruly: Apart, number: int) -> None:
    assert unruly(named(f"before {number}")).text
    pid = unruly.pid
    assert pid
    assert os.getsid(pid) == pid  # a Ctrl-C goes to the session of the terminal
    os.kill(pid, number)
    assert unruly(named(f"after {number}")).text == f"after {number} 0"
    assert unruly.pid == pid


def test_threads_take_turns(unruly: Apart) -> None:
    answers: dict[int, str] = {}

    def ask(number: int) -> None:
        answers[number] = unruly(named(f"thread {number}", bytes(number * 1_000))).text

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: f"thread {number} {number * 1_000}" for number in range(8)}


def test_after_many_files_a_fresh_process_takes_over(unruly: Apart) -> None:
    assert unruly(named("one to start with")).text
    before, unruly._opened = unruly.pid, RENEW_AFTER
    assert unruly(named("two")).text == "two 0"
    assert unruly.pid != before


def test_another_name_is_another_file(unruly: Apart) -> None:
    assert [unruly(named(name)).text for name in ("a", "b", "a")] == ["a 0", "b 0", "a 0"]


def test_what_is_remembered_is_bounded() -> None:
    apart = Apart()
    for number in range(KEPT + 50):
        apart._remember(number.to_bytes(4, "big"), _Answer(Inside(), 10, 0))
    assert len(apart._known) == KEPT
    apart._remember(b"large", _Answer(Inside(), 67_000_000, 0))
    assert apart._octets <= 67_108_864
    assert next(reversed(apart._known)) == b"large"


def archive() -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        entry = tarfile.TarInfo("invoice.pdf.exe")
        entry.size = 5
        tar.addfile(entry, BytesIO(b"MZxyz"))
    return out.getvalue()


def page() -> bytes:
    out = BytesIO()
    Image.new("RGB", (800, 800), "white").save(out, "PDF")
    return out.getvalue()


def test_every_opener_finds_there_what_it_finds_here() -> None:
    """The bounds of the process leave each of them what it needs."""
    files = {
        "image": picture(code(URL)),
        "pdf": File("a.pdf", "application/pdf", "application/pdf", page() + b"\n%/JavaScript /Launch"),
        "archive": File("a.tar.gz", "", detect(archive()), archive()),
    }
    assert {each.id for each in CATALOGUE if each.apart} == set(files)
    with Apart(seconds=20) as apart:
        for file in files.values():
            here = look_apart(file)
            assert here.traits
            assert msgspec.msgpack.encode(apart(file)) == msgspec.msgpack.encode(here)
