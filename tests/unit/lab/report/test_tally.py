from __future__ import annotations

import pytest

from firstsight.lab.report.tally import LAST, Best, Roster, Tally, Week
from firstsight.model import ActionKind, Direction
from tests.unit.lab.report.verdicts import FIRST_DAY, OWN, PEOPLE, stream, surprise, verdict


def told(*verdicts: object) -> Tally:
    tally = Tally([OWN])
    for one in verdicts:
        tally.add(one)  # type: ignore[arg-type]  # verdicts, told apart by the fixture
    return tally


def test_the_best_are_kept_in_order_and_the_earlier_of_equals() -> None:
    best: Best[str] = Best(3)
    for rank, item in ((1.0, "a"), (3.0, "b"), (2.0, "c"), (3.0, "d"), (1.0, "e")):
        best.add((rank,), item)
    assert best.items() == ["b", "d", "c"]
    assert best.wants((2.5,))
    assert not best.wants((2.0,))


def test_a_roster_is_thinned_to_those_that_matter() -> None:
    roster = Roster(most=10)
    roster.add("important", True, 1e-6)
    for number in range(500):
        roster.add(f"n{number}", False, 0.5)
    assert len(roster) <= 20
    assert roster.thinned
    assert roster.top(1)[0][0] == "important"


def test_actions_add_up_to_what_was_added() -> None:
    verdicts = stream(800)
    tally = told(*verdicts)
    assert tally.messages == sum(tally.actions) == 800
    for kind in ActionKind:
        assert tally.actions[kind.rung] == sum(v.action is kind for v in verdicts)
    assert sum(map(sum, tally.intents)) == 800
    assert sum(week.observations for week in tally.weeks.values()) == sum(len(v.surprises) for v in verdicts)


def test_a_lock_is_spent_among_mail_with_links_only() -> None:
    linked = verdict(links=("x.test",), action=ActionKind.LOCK)
    held = verdict(action=ActionKind.HOLD)
    day = told(linked, held, verdict(), verdict(links=("y.test",))).days[FIRST_DAY]
    assert day.spent("lock") == (1, 2)
    assert day.spent("annotate") == (2, 4)
    assert day.spent("hold") == (1, 4)


def test_own_people_are_those_who_get_and_those_who_send() -> None:
    tally = told(
        verdict(recipients=(PEOPLE[0], PEOPLE[1], "x@voss.example")),
        verdict(direction=Direction.OUTBOUND, author=PEOPLE[2], recipients=("x@voss.example",)),
        verdict(direction=Direction.INBOUND, author=PEOPLE[3], recipients=(PEOPLE[0],)),
    )
    assert len(tally.protected) == 3, "a forged own author is nobody"


def test_new_is_counted_by_who_had_not_seen_it() -> None:
    week = Week()
    week.add(verdict(surprises=tuple(surprise(new=new) for new in (0, 1, 2, 3)), p=0.5))
    assert (week.observations, week.new, week.new_to_group, week.new_everywhere) == (4, 3, 2, 1)


def test_the_median_is_that_of_the_week() -> None:
    week = Week()
    for p in (0.9, 0.5, 0.001):
        week.add(verdict(p=p))
    assert week.median_p == pytest.approx(0.5, abs=0.05)
    assert Week().median_p == 1.0


def test_a_message_from_another_century_does_not_flatten_the_charts() -> None:
    verdicts = stream(3000, days=100)
    tally = told(verdict(day=0), verdict(day=10**9), *verdicts)
    assert tally.messages == 3002
    assert max(tally.days) == LAST
    assert 90 <= len(tally.drawn()) <= 100


def test_every_week_of_a_range_is_told_even_an_empty_one() -> None:
    tally = told(verdict(day=FIRST_DAY), verdict(day=FIRST_DAY + 21))
    assert [len(days) for _, days in tally.by_week(tally.drawn())] == [1, 0, 0, 1]
