from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.errors import ConfigError
from firstsight.lab.lines import line_of
from firstsight.lab.quality.labels import Label
from firstsight.lab.quality.told import Case, Told, joined, seconds, told_in, told_of
from firstsight.model import DAY, ActionKind, Direction, IntentClass, Verdict
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says
from tests.streams import attack, stream
from tests.unit.lab.quality.cases import case


def verdicts() -> list[Verdict]:
    return Engine(MemoryStore(), OWN, Says()).handle([*stream(3), attack(3)])


def test_a_line_tells_what_its_verdict_told() -> None:
    for verdict in verdicts():
        (from_line,) = told_in([line_of(verdict) + b"\n"], "v.jsonl")
        told = told_of(verdict)
        for name in ("id", "time", "direction", "action", "intent", "links"):
            assert getattr(from_line, name) == getattr(told, name)
        assert from_line.score == pytest.approx(told.score, abs=1e-6)


def test_a_verdict_tells_more_than_its_line() -> None:
    told = told_of(verdicts()[-1])
    assert told.sure is not None
    assert 0.0 < told.sure <= 1.0
    assert told.recipients == 1
    assert {"from evil.example", "link login.evil.example"} <= set(told.marks)


@pytest.mark.parametrize("octets", [b"{}", b"nonsense", b'{"id":"a","time":"yesterday"}', b"\xff"])
def test_a_line_that_is_none_is_named(octets: bytes) -> None:
    with pytest.raises(ConfigError, match=r"v\.jsonl:2: not a verdict"):
        list(told_in([b"\n", octets], "v.jsonl"))


@given(st.binary())
def test_any_octets_are_a_verdict_or_an_error_with_a_name(octets: bytes) -> None:
    with suppress(ConfigError):
        assert len(list(told_in([octets], "v.jsonl"))) <= 1


def one(name: str, day: int = 10, direction: Direction = Direction.INBOUND, score: float = 0.0) -> Told:
    return Told(name, day * DAY, direction, ActionKind.NONE, score, IntentClass.BENIGN, 0)


def test_mail_of_own_people_is_judged_apart() -> None:
    labels = {
        name: Label(name, attack=False, family=family)
        for name, family in (("in", "inbound"), ("out", "outbound"), ("up", "talk"))
    }
    cases = joined([one("in"), one("out"), one("up", direction=Direction.OUTBOUND)], labels)
    assert [c.label.id for c in cases.ham] == ["in"]
    assert [c.label.id for c in cases.own] == ["out", "up"]


def test_attacks_stand_in_order_of_time_and_those_never_judged_count_as_not_found() -> None:
    labels = {
        "late": Label("late", attack=True),
        "soon": Label("soon", attack=True),
        "lost": Label("lost", attack=True, time="1970-01-15T00:00:00Z"),
        "gone": Label("gone", attack=False, time="1970-01-15T00:00:00Z"),
    }
    cases = joined([one("late", 30), one("soon", 20), one("who")], labels, since=14)
    assert [c.label.id for c in cases.attacks] == ["lost", "soon", "late"]
    assert cases.attacks[0].told.score < -1000
    assert (cases.missing, cases.unlabelled, len(cases.ham)) == (2, 1, 0)


def test_what_came_before_the_first_day_does_not_count() -> None:
    labels = {name: Label(name, attack=True) for name in ("a", "b")}
    cases = joined([one("a", 9), one("b", 10)], labels, since=10)
    assert [c.label.id for c in cases.attacks] == ["b"]


def test_of_two_verdicts_with_one_id_the_later_counts() -> None:
    cases = joined([one("a", score=1.0), one("a", score=2.0)], {"a": Label("a", attack=True)})
    assert [c.told.score for c in cases.attacks] == [2.0]


@pytest.mark.parametrize(
    ("intent", "action", "answered"),
    [
        ("payment", "none", False),
        ("payment", "annotate", True),
        ("credential", "annotate", False),
        ("credential", "lock", True),
        ("malware", "hold", True),
        ("", "annotate", False),
    ],
)
def test_an_answer_fits_the_ask(intent: str, action: str, answered: bool) -> None:
    assert case(attack=True, intent=intent, action=action).answered is answered


def test_recipients_are_those_of_the_label_else_of_the_verdict_else_one() -> None:
    told = Told("a", 0, Direction.INBOUND, ActionKind.NONE, 0.0, IntentClass.BENIGN, 0, recipients=4)
    assert Case(Label("a", attack=True, recipients=7), told).recipients == 7
    assert Case(Label("a", attack=True), told).recipients == 4
    assert Case(Label("a", attack=True), one("a")).recipients == 1


def test_a_time_without_a_zone_is_utc() -> None:
    assert seconds("2021-04-29") == seconds("2021-04-29T00:00:00Z") == seconds("2021-04-29T02:00:00+02:00")
