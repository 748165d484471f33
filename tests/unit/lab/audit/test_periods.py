from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.lab.audit.periods import MOST_COLUMNS, drawn, iso, marks, periods

DAY = 20_090
"""2025-01-02, a Thursday."""


@pytest.mark.parametrize(
    ("days", "unit", "number", "first"),
    [
        (1, "day", 1, "2025-01-02"),
        (90, "day", 90, "2025-01-02"),
        (91, "week", 14, "2025-W01"),
        (365, "week", 53, "2025-W01"),
        (1000, "month", 33, "2025-01"),
        (3000, "quarter", 33, "2025-Q1"),
        (20_000, "year", 55, "2025"),
    ],
)
def test_the_finest_unit_that_there_is_room_for(days: int, unit: str, number: int, first: str) -> None:
    found, columns = periods(range(DAY, DAY + days))
    assert (found, len(columns), columns[0].label) == (unit, number, first)


def test_weeks_begin_on_monday_and_are_cut_at_the_ends() -> None:
    _, columns = periods(range(DAY, DAY + 100))
    assert columns[0].begins == date(2024, 12, 30)
    assert columns[0].days == range(DAY, DAY + 4)
    assert columns[1].begins.weekday() == 0


@given(st.integers(0, 65_535), st.integers(0, 65_535), st.integers(1, 200))
def test_columns_cover_every_day_once(one: int, other: int, most: int) -> None:
    days = range(min(one, other), max(one, other) + 1)
    unit, columns = periods(days, most)
    assert columns[0].days.start == days.start
    assert columns[-1].days.stop == days.stop
    assert all(a.days.stop == b.days.start for a, b in pairwise(columns))
    assert len(columns) <= most or unit == "year"
    assert len({column.label for column in columns}) == len(columns)
    named = marks(columns, unit)
    assert 1 <= len(named) <= 13
    assert [number for number, _ in named] == sorted({number for number, _ in named})


def test_no_days_are_no_columns() -> None:
    assert periods(range(0)) == ("day", [])
    assert marks([], "day") == []
    assert marks([], "month") == []


def labels(days: int) -> list[str]:
    unit, columns = periods(range(DAY, DAY + days))
    return [label for _, label in marks(columns, unit)]


def test_the_axis_names_days_months_or_years() -> None:
    assert labels(3) == ["2 Jan", "3 Jan", "4 Jan"]
    assert labels(150) == ["Dec 2024", "Jan 2025", "Feb", "Mar", "Apr", "May"]
    assert labels(2200) == ["2025", "2026", "2027", "2028", "2029", "2030", "2031"]
    assert labels(600)[:2] == ["Dec 2024", "Feb 2025"]


def test_a_far_off_message_is_not_drawn() -> None:
    counts = dict.fromkeys(range(DAY, DAY + 100), 50)
    assert drawn(counts | {0: 1, 65_535: 1}) == range(DAY, DAY + 100)
    assert drawn({DAY: 1, DAY + 400: 1}) == range(DAY, DAY + 401)
    assert drawn({}) == range(0)
    assert drawn({DAY: 0}) == range(0)


def test_a_day_has_its_date() -> None:
    assert iso(DAY) == "2025-01-02"
    assert MOST_COLUMNS <= 100
