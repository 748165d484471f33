"""Days are UTC, counted from 1970, and every second has exactly one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firstsight.model import DAY, Event, day_of

TIMES = st.integers(min_value=-(2**40), max_value=2**40)


@given(TIMES)
def test_a_time_lies_in_its_day(time: int) -> None:
    day = day_of(time)
    assert day * DAY <= time < (day + 1) * DAY


@given(TIMES, TIMES)
def test_days_keep_the_order_of_times(one: int, other: int) -> None:
    earlier, later = sorted((one, other))
    assert day_of(earlier) <= day_of(later)


def test_an_event_is_a_value() -> None:
    assert Event(uid="a", time=1) == Event(uid="a", time=1) != Event(uid="a", time=2)
    assert len({Event(uid="a", time=1), Event(uid="a", time=1)}) == 1
