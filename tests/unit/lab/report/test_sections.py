from __future__ import annotations

from firstsight.lab.report import sections
from firstsight.lab.report.rows import Namer
from firstsight.lab.report.tally import Tally
from firstsight.model import ActionKind, Verdict
from tests.unit.lab.report.verdicts import FIRST_DAY, OWN, stream, verdict

NAMER = Namer([OWN], {})


def told(verdicts: list[Verdict]) -> Tally:
    tally = Tally([OWN])
    for one in verdicts:
        tally.add(one)
    return tally


def test_the_four_figures_add_up() -> None:
    tally = told(stream(1000))
    head = sections.headline(tally)
    assert sum(int(figure["n"].replace(",", "")) for figure in head["figures"]) == 1000
    assert head["messages"] == "1,000\u00a0messages"


def test_the_worst_day_is_named_and_small_days_are_not() -> None:
    busy = [verdict(day=FIRST_DAY) for _ in range(40)] + [verdict(day=FIRST_DAY, action=ActionKind.HOLD)]
    quiet = [verdict(day=FIRST_DAY + 1, action=ActionKind.HOLD)]
    (held,) = [s for s in sections.spending(told(busy + quiet), {"hold": 0.001}) if s["name"] == "Held"]
    assert held["worst"].startswith("2\u00a0Jan\u00a02025: 1 of 41")
    assert not held["within"]
    assert held["budget"] == "0.10\u00a0%"


def test_where_all_days_are_small_they_count_all_the_same() -> None:
    days = [verdict(day=FIRST_DAY + n // 3, action=ActionKind.HOLD if n == 4 else ActionKind.NONE) for n in range(30)]
    held = sections.spending(told(days), {})[2]
    assert held["worst"].startswith("3\u00a0Jan\u00a02025: 1 of 3")
    assert not held["small"]


def test_a_budget_that_nobody_gave_is_not_exceeded() -> None:
    assert all(s["within"] and not s["budget"] for s in sections.spending(told(stream(200)), {}))


def test_the_listed_and_the_unlisted_are_all() -> None:
    tally = told([verdict(action=ActionKind.HOLD, subject=str(n)) for n in range(50)])
    rows = [NAMER.row(verdict(action=ActionKind.HOLD, subject=str(n))) for n in range(30)]
    held = sections.acted(tally, {"hold": rows})[0]
    assert (held["total"], len(held["rows"]), held["more"]) == ("50", 8, "42\u00a0messages")


def test_learning_is_told_in_numbers_once_there_are_enough_weeks() -> None:
    assert "not enough weeks" in sections.curve(told(stream(50, days=20)))["lead"]
    assert "In the first four weeks" in sections.curve(told(stream(2000)))["lead"]


def test_names_are_those_with_the_most_actions_first() -> None:
    lists = sections.standing(told(stream(2000)), NAMER)
    for table in lists:
        acted = [int(row["acted"]) for row in table["rows"]]
        assert acted == sorted(acted, reverse=True)
        assert len(acted) <= 10


def test_a_few_weeks_are_drawn_by_the_day() -> None:
    assert sections.flow(told(stream(100, days=10)))["unit"] == "day"
    assert sections.flow(told(stream(100, days=100)))["unit"] == "week"
    assert not sections.flow(told([verdict()]))["drawn"]


def test_every_intent_is_told() -> None:
    rows = sections.intents(told(stream(500)))
    assert len(rows) == 8
    assert sum(int(row["n"].replace(",", "")) for row in rows) == 500


def test_directions_are_shares_of_all() -> None:
    assert "came from outside" in sections.flow(told(stream(300)))["lead"]
