from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from firstsight.lab.replay import Arrived, Count, Once, replay
from firstsight.model import AuthResults, Envelope
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, START, Says


def message(number: int, body: str = "Hello") -> Arrived:
    head = f"From: Ben <ben@partner.example>\nTo: ana@corp.example\nMessage-ID: <{number}@partner.example>\n"
    return Arrived(f"{head}\n{body}\n".encode(), START + number)


@contextmanager
def once(folder: Path, name: str = "met.sqlite") -> Iterator[Once]:
    met = Once(folder / name)
    yield met
    met.close()


def test_every_message_gets_one_verdict_in_order(tmp_path: Path) -> None:
    count = Count()
    arrived = [message(i) for i in range(450)]
    with once(tmp_path) as met:
        verdicts = list(replay(arrived, Engine(MemoryStore(), OWN, Says()), OWN, met, count))
    assert [v.label for v in verdicts] == [f"{i}@partner.example" for i in range(450)]
    assert (count.seen, count.judged, count.recalled, count.duplicates) == (450, 450, 0, 0)


def test_a_copy_is_told_once(tmp_path: Path) -> None:
    count = Count()
    with once(tmp_path) as met:
        verdicts = list(
            replay([message(1), message(2), message(1)], Engine(MemoryStore(), OWN, Says()), OWN, met, count)
        )
    assert len(verdicts) == 2
    assert count.duplicates == 1


def test_a_second_run_recalls_and_tells_the_same(tmp_path: Path) -> None:
    engine, arrived = Engine(MemoryStore(), OWN, Says()), [message(i) for i in range(30)]
    with once(tmp_path, "a") as met:
        first = list(replay(arrived[:20], engine, OWN, met, Count()))
    count = Count()
    with once(tmp_path, "b") as met:
        second = list(replay(arrived, engine, OWN, met, count))
    assert second[:20] == first
    assert (count.judged, count.recalled) == (10, 20)


@pytest.mark.parametrize("raw", [b"", b"\x00" * 50, b"no header at all"])
def test_a_broken_message_gets_a_verdict_and_the_stream_goes_on(tmp_path: Path, raw: bytes) -> None:
    count = Count()
    with once(tmp_path) as met:
        arrived = [message(1), Arrived(raw, START + 1), message(2)]
        verdicts = list(replay(arrived, Engine(MemoryStore(), OWN, Says()), OWN, met, count))
    assert len(verdicts) == 3
    assert [f.detector for f in verdicts[1].findings] == ["mail.unparsable"]
    assert count.unreadable == 1


def test_our_own_check_wins_over_what_the_archive_claims(tmp_path: Path) -> None:
    asked: list[tuple[Envelope, str]] = []

    def check(raw: bytes, envelope: Envelope, domain: str) -> AuthResults:
        asked.append((envelope, domain))
        return AuthResults("fail", "fail", "fail", source="checked")

    with once(tmp_path) as met:
        verdict = next(replay([message(1)], Engine(MemoryStore(), OWN, Says()), OWN, met, Count(), check))
    assert [domain for _, domain in asked] == ["partner.example"]
    auth = [s.observation.value for s in verdict.surprises if s.observation.relation == "mail.auth_for_sender"]
    assert auth == ["fail/fail/fail"]
