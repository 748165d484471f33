from __future__ import annotations

from datetime import date

import pytest

from firstsight.lab.world.days import asctime, at, easter, is_working, iso, stamp, summer_time


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2025, 1, 2), True),
        (date(2025, 1, 4), False),
        (date(2025, 4, 18), False),
        (date(2025, 4, 21), False),
        (date(2025, 4, 22), True),
        (date(2025, 12, 24), False),
        (date(2025, 12, 30), False),
    ],
)
def test_weekends_feasts_and_the_days_between_the_years_are_free(day: date, working: bool) -> None:
    assert is_working(day) is working


@pytest.mark.parametrize("year", [1961, 2000, 2008, 2025, 2038])
def test_easter_is_a_sunday_between_late_march_and_late_april(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_summer_time_moves_the_clock_and_not_the_office_hours() -> None:
    winter, summer = date(2025, 3, 29), date(2025, 3, 30)
    assert not summer_time(winter)
    assert summer_time(summer)
    assert at(summer, 9.0, 1) - at(winter, 9.0, 1) == 23 * 3600
    assert stamp(at(winter, 9.0, 1), 1) == "Sat, 29 Mar 2025 09:00:00 +0100"
    assert stamp(at(summer, 9.0, 1), 1) == "Sun, 30 Mar 2025 09:00:00 +0200"


def test_one_moment_is_written_three_ways() -> None:
    moment = at(date(2025, 7, 1), 9.5, -5)
    assert stamp(moment, -5) == "Tue, 1 Jul 2025 09:30:00 -0400"
    assert asctime(moment) == "Tue Jul  1 13:30:00 2025"
    assert iso(moment) == "2025-07-01T13:30:00Z"
