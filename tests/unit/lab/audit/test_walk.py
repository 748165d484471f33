from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from firstsight.lab.audit.walk import walk
from firstsight.lab.replay import BATCH, Arrived, Count, Once, replay
from firstsight.model import Message, Verdict
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, START, Says
from tests.unit.mail.unwrap.wraps import safelinks


def arrived(number: int) -> list[Arrived]:
    """So many messages, two hours apart, each with a rewritten link."""
    return [
        Arrived(
            f"From: ben@partner.example\r\nTo: ana@corp.example\r\nMessage-ID: <{n}@partner.example>\r\n"
            f"Subject: {n}\r\n\r\nSee {safelinks(f'https://www.shop{n % 5}.example/{n}')} .\r\n".encode(),
            START + 7200 * n,
        )
        for n in range(number)
    ]


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    return tmp_path


def walked(mails: list[Arrived], spool: Path, store: MemoryStore, count: Count) -> list[tuple[Verdict, Message]]:
    spool.mkdir(exist_ok=True)
    with closing(Once(spool / "met.sqlite")) as once:
        return list(walk(mails, Engine(store, OWN, Says()), OWN, once, count))


def test_the_verdicts_are_those_of_a_replay(spool: Path) -> None:
    mails = arrived(BATCH + 50)
    count = Count()
    found = walked(mails, spool / "walk", MemoryStore(), count)
    with closing(Once(spool / "met.sqlite")) as once:
        expected = list(replay(mails, Engine(MemoryStore(), OWN, Says()), OWN, once, Count()))
    assert [verdict for verdict, _ in found] == expected
    assert all(message.message_id == verdict.label for verdict, message in found)
    assert (count.seen, count.judged, count.recalled) == (250, 250, 0)


def test_what_was_judged_before_is_read_again_and_not_judged(spool: Path) -> None:
    mails, store = arrived(30), MemoryStore()
    first = walked(mails[:20], spool / "a", store, Count())
    count = Count()
    again = walked(mails, spool / "b", store, count)
    assert again[:20] == first
    assert (count.judged, count.recalled) == (10, 20)


def test_a_copy_is_met_once_and_what_cannot_be_read_has_no_links(spool: Path) -> None:
    mails = arrived(3)
    count = Count()
    found = walked([*mails, mails[1], Arrived(b"\x00", START)], spool / "a", MemoryStore(), count)
    assert (len(found), count.duplicates, count.unreadable) == (4, 1, 1)
    assert found[-1][1].links == ()
