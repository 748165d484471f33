"""A file is opened in another process, which may hang or die without harm."""

from __future__ import annotations

import os
import signal
import sys
import time
from email.message import EmailMessage

import pytest

from firstsight.connectors.apart.client import MAX_OCTETS, TRIES, Apart
from firstsight.mail.inside import File, Inside
from firstsight.mail.read import read
from firstsight.model import Perimeter
from tests.unit.mail.inside.codes import code, picture

URL = "https://evil.example/apart"


def test_a_code_is_read_there_and_remembered_here() -> None:
    with Apart(seconds=20) as apart:
        file = picture(code(URL))
        first = apart(file)
        assert first.links == ((URL, "", "qr"),)
        assert apart(file) == first
        assert (apart.count.asked, apart.count.remembered, apart.count.failed) == (2, 1, 0)
        assert "memory" in apart.confined


def test_nothing_starts_before_the_first_file_and_nothing_stays_after_the_end() -> None:
    with Apart(seconds=20) as apart:
        assert apart.pid is None
        apart(picture(code(URL)))
        pid = apart.pid
        assert pid is not None
    assert apart.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_process_that_hangs_is_ended_in_time_and_the_next_file_is_opened() -> None:
    with Apart(seconds=20) as apart:
        apart(picture(code(URL)))
        assert apart.pid
        os.kill(apart.pid, signal.SIGSTOP)
        apart._seconds = 0.3
        start = time.monotonic()
        assert apart(picture(code(URL + "2"))) == Inside(defect="not opened: took longer than 0.3 s")
        assert time.monotonic() - start < 5.0
        apart._seconds = 20
        assert apart(picture(code(URL + "3"))).links


def test_a_process_that_dies_is_started_anew() -> None:
    with Apart(seconds=20) as apart:
        apart(picture(code(URL)))
        assert apart.pid
        os.kill(apart.pid, signal.SIGKILL)
        time.sleep(0.1)
        assert apart(picture(code(URL + "2"))).links


def test_a_file_that_fails_again_and_again_is_not_tried_for_ever() -> None:
    stops = "import sys; sys.stdout.buffer.write(bytes([0,0,0,1,0x90])); sys.stdout.flush(); sys.stdin.buffer.read(9)"
    file = picture(code(URL))
    with Apart(seconds=5, command=(sys.executable, "-c", stops)) as apart:
        answers = {apart(file).defect for _ in range(TRIES + 2)}
        assert answers == {"not opened: the process that opens files ended"}
        assert apart.count.failed == TRIES


def test_without_a_process_every_file_says_so() -> None:
    with Apart(command=("/nowhere/at-all",)) as apart:
        assert apart(picture(code(URL))).defect == "not opened: the process that opens files does not start"


def test_a_file_that_is_too_large_is_not_sent() -> None:
    with Apart() as apart:
        inside = apart(File("a.png", "image/png", "image/png", bytes(MAX_OCTETS + 1)))
        assert "are more than" in inside.defect
        assert apart.pid is None


def test_a_mail_is_read_with_what_its_picture_says() -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "ben@partner.example", "ana@corp.example", "Scan me"
    message.set_content("Please scan the code with your phone.")
    message.add_attachment(picture(code(URL)).octets, "image", "png", filename="code.png")
    with Apart(seconds=20) as apart:
        activity = read(bytes(message), Perimeter(frozenset({"corp.example"})), apart=apart)
    assert [(link.target, link.place) for link in activity.message.links] == [(URL, "qr")]
    assert activity.message.attachments[0].traits == ("qr",)
    assert not read(bytes(message), Perimeter(frozenset({"corp.example"}))).message.links
