from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.lab.inject import scene as scenes
from firstsight.lab.inject.scene import Scene, header_of, on_one_line
from firstsight.mail.read import read
from firstsight.mail.urls.hosting import place_of
from firstsight.model import Perimeter
from tests.mails import OWN

CHANCE = Random(1)


def raw(author: str, to: str = "ana@corp.example", subject: str = "Hello", text: str = "Hi") -> bytes:
    return f"From: {author}\nTo: Ana Example <{to}>\nSubject: {subject}\nMessage-ID: <a@b>\n\n{text}\n".encode()


def seen(*messages: bytes, days: int = 1) -> Scene:
    made = Scene(OWN)
    for number, octets in enumerate(messages):
        made.add(read(octets, OWN, received_at=1_700_000_000 + number * days * 86_400), octets)
    return made


def test_people_are_those_who_get_mail(scene: Scene, perimeter: Perimeter) -> None:
    victims = {scene.victim(Random(seed)).addr for seed in range(30)}  # type: ignore[union-attr]  # there is somebody
    assert len(victims) > 3
    assert all(perimeter.owns(addr.partition("@")[2]) for addr in victims)


def test_a_thread_is_one_of_somebody_well_acquainted(scene: Scene) -> None:
    for seed in range(30):
        thread = scene.thread(Random(seed))
        assert thread is not None
        assert scene.outside[thread.author.addr].messages >= scenes.ACQUAINTED
        assert scene.header(thread.author.addr).startswith(b"Return-Path")
        assert scene.now - thread.time <= scenes.FRESH_DAYS * 86_400


def test_the_boss_writes_to_most_and_a_colleague_is_not_the_victim(scene: Scene) -> None:
    boss = scene.boss(Random(1))
    assert boss is not None
    victim = scene.victim(Random(2))
    assert victim is not None
    for seed in range(20):
        colleague = scene.colleague(Random(seed), victim)
        assert colleague is not None
        assert colleague.addr != victim.addr
        assert colleague.addr in scene.own


def test_nothing_is_known_of_an_empty_archive() -> None:
    empty = Scene(OWN)
    assert empty.victim(CHANCE) is None
    assert empty.thread(CHANCE) is None
    assert empty.boss(CHANCE) is None
    assert empty.free_mail(CHANCE) == ("", b"")
    assert empty.header("a@b.example") == b""
    assert place_of(empty.lent_host(CHANCE), "/forms/d") == "form-builder"


def test_a_thread_needs_three_mails_and_no_free_mailbox() -> None:
    assert seen(*[raw("Kim <kim@partner.example>")] * 2).thread(CHANCE) is None
    assert seen(*[raw("Kim <kim@gmail.com>")] * 5).thread(CHANCE) is None
    assert seen(*[raw("Kim <kim@partner.example>")] * 3).thread(CHANCE) is not None


def test_old_mail_is_over() -> None:
    assert seen(*[raw("Kim <kim@partner.example>")] * 3, days=1).victim(CHANCE) is not None
    late = seen(raw("Kim <kim@partner.example>"), raw("Ana <ana@corp.example>", "kim@partner.example"), days=90)
    assert late.victim(CHANCE) is None


def test_free_mail_lends_its_header() -> None:
    domain, header = seen(raw("Kim <kim@gmail.com>")).free_mail(CHANCE)
    assert domain == "gmail.com"
    assert header.startswith(b"From: Kim")


def test_hosts_that_lend_pages_are_remembered() -> None:
    made = seen(raw("Kim <kim@partner.example>", text="https://www.dropbox.com/s/abc"))
    assert made.lent_host(CHANCE) == "www.dropbox.com"


def test_names_are_those_of_the_mail_or_of_the_address() -> None:
    made = seen(raw("Kim <kim@partner.example>"))
    assert made.person("ana@corp.example").name == "Ana Example"
    assert made.person("ben.cole@corp.example").name == "Ben Cole"


def test_odd_addresses_are_left_alone() -> None:
    made = seen(raw("<kim!x@partner.example>"), raw("Kim <k\u00efm@partner.example>"))
    assert not made.outside
    assert not made.recent


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenes, "SENDERS", 10)
    made = seen(*(raw(f"Kim <kim{i}@partner.example>") for i in range(50)))
    assert len(made.outside) == 10
    assert "kim49@partner.example" in made.outside


@given(st.text())
def test_what_stands_in_a_header_is_one_line(text: str) -> None:
    line = on_one_line(text)
    assert len(line) <= 200
    assert line.split() == line.split(" ") or line == ""
    assert not any(ord(c) < 32 for c in line)


@given(st.binary(max_size=2000))
def test_a_header_ends_where_the_body_begins(octets: bytes) -> None:
    header = header_of(octets)
    assert header.endswith(b"\n")
    assert b"\n\n" not in header[:-1]
