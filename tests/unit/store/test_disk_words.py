"""A disk store names what it counted, as the memory store does, and who is well known is known again after a start."""

from __future__ import annotations

from pathlib import Path

import pytest

from firstsight.model import DAY, Direction, EmailActivity
from firstsight.pipeline import Engine, Store
from firstsight.relations.circle import Circle
from firstsight.store.disk import DiskStore
from firstsight.store.memory import MemoryStore
from firstsight.store.people import forget, report
from firstsight.surprise.normal import ORGANISATION
from tests.mails import OWN, START, Says, mail

RELATION = "mail.sender_domain_for_org"
FIRST = START // DAY


def events(days: int) -> list[EmailActivity]:
    """A domain that writes every day, one that stops, own people."""
    out: list[EmailActivity] = []
    for day in range(days):
        out.append(mail(day=day))
        if day < 4:
            out.append(mail("kim@garden.example", "Kim Karlsson", day=day, second=1))
        out.append(
            mail(
                "ana@corp.example", "Ana Gomez", ("bob@corp.example",), day=day, second=2, direction=Direction.INTERNAL
            )
        )
    return out


def filled(store: Store, days: int = 8) -> Store:
    engine = Engine(store, OWN, Says())
    engine.handle(events(days))
    engine.close_day()
    return store


@pytest.mark.parametrize("since", [0, FIRST, FIRST + 3, FIRST + 4, FIRST + 7, FIRST + 8])
def test_what_is_named_since_a_day_is_the_same_in_memory_and_on_disk(tmp_path: Path, since: int) -> None:
    disk = filled(DiskStore(tmp_path))
    there = dict(disk.normal().named(RELATION, ORGANISATION, since))
    here = dict(filled(MemoryStore()).normal().named(RELATION, ORGANISATION, since))
    assert there == here
    assert ("garden.example" in there) is (since <= FIRST + 3)
    assert ("partner.example" in there) is (since <= FIRST + 7)
    assert isinstance(disk, DiskStore)
    disk.close()


def test_only_the_subject_and_the_relation_that_are_asked_for_are_named(tmp_path: Path) -> None:
    disk = DiskStore(tmp_path)
    filled(disk)
    for relation, subject in (("mail.sender_domain_for_org", "mail:x"), ("mail.nothing", ORGANISATION)):
        assert not [*disk.normal().named(relation, subject, 0)]
    assert {name for name, _ in disk.normal().named("mail.own_name", ORGANISATION, 0)} == {
        "ana gomez <ana@corp.example>"
    }
    disk.close()


def test_the_open_day_is_not_named_yet(tmp_path: Path) -> None:
    disk = DiskStore(tmp_path)
    Engine(disk, OWN, Says()).handle(events(1))
    assert not [*disk.normal().named(RELATION, ORGANISATION, 0)]
    disk.close()


ASKED = [
    mail("ben@partner.test", day=8),
    mail("kim@garden.test", day=8, second=1),
    mail("x@gmail.com", "Ana Gomez", day=8, second=2),
    mail("ben@partner.test", "Ben B", day=9),
]


@pytest.mark.parametrize("stop", range(len(ASKED)))
def test_a_restart_changes_no_fact(tmp_path: Path, stop: int) -> None:
    disk = DiskStore(tmp_path)
    engine = Engine(disk, OWN, Says())
    engine.handle(events(8))
    verdicts = []
    for place, event in enumerate(ASKED):
        if place == stop:
            disk.close()
            disk = DiskStore(tmp_path)
            engine = Engine(disk, OWN, Says())
        verdicts += engine.handle([event])
    disk.close()
    straight = Engine(MemoryStore(), OWN, Says()).handle([*events(8), *ASKED])[-len(ASKED) :]
    assert [v.facts for v in verdicts] == [v.facts for v in straight]
    assert [v.facts.resembles for v in verdicts] == ["partner.example", "garden.example", "", "partner.example"]
    assert verdicts[2].facts.own_name == "ana@corp.example"


def test_who_is_forgotten_or_was_reported_is_imitated_no_more(tmp_path: Path) -> None:
    disk = DiskStore(tmp_path)
    filled(disk)

    def circle() -> Circle:
        made = Circle(OWN)
        made.advance(disk.normal(), FIRST + 8)
        return made

    assert circle().own_name("Ana Gomez") == "ana@corp.example"
    assert circle().resembles("garden.test")[0] == "garden.example"
    for verdict in list(disk.log.verdicts()):
        if verdict.author == "kim@garden.example":
            report(disk, verdict)
    assert circle().resembles("garden.test")[0] == ""
    assert circle().resembles("partner.test")[0] == "partner.example"
    forget(disk, "ana@corp.example")
    assert circle().own_name("Ana Gomez") == ""
    disk.close()
