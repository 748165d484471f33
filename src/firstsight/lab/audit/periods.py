"""Days gathered into columns: days, weeks, months, quarters or years, the finest that there is room for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

from firstsight.model import DAY

UNITS = ("day", "week", "month", "quarter", "year")
"""From the finest. Weeks begin on Monday."""

MOST_COLUMNS = 90
"""Columns of a chart: a quarter in days, twenty months in weeks, seven years in months."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Not %b: that follows the locale."""

_EPOCH = date(1970, 1, 1)
_FIRST_YEAR = 100
_FEW_MONTHS = 18
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}


class Period(Struct, frozen=True):
    """One column."""

    days: range
    """Its days, counted from 1970; at the ends of the time looked at there may be fewer than it has."""
    label: str
    """2019-03-29, 2019-W13, 2019-03, 2019-Q1 or 2019."""
    begins: date
    """Its first day, also where that lies before the time looked at."""


def periods(days: range, most: int = MOST_COLUMNS) -> tuple[str, list[Period]]:
    """(unit, columns without gaps) of these days, `most` at most (years are not joined further); none for no days."""
    for unit in UNITS:
        columns = _columns(days, unit, most)
        if columns is not None:
            return unit, columns
    return UNITS[-1], _columns(days, UNITS[-1], len(days)) or []


def _columns(days: range, unit: str, most: int) -> list[Period] | None:
    """The columns of one unit, None where there are more than `most`."""
    columns: list[Period] = []
    at = days.start
    while at < days.stop:
        if len(columns) == most:
            return None
        begins = _begin(_civil(at), unit)
        end = min((_next(begins, unit) - _EPOCH).days, days.stop)
        columns.append(Period(range(at, end), _label(begins, unit), begins))
        at = end
    return columns


def _begin(day: date, unit: str) -> date:
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=day.weekday())
    months = _MONTHS_OF[unit]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _next(begins: date, unit: str) -> date:
    if unit in ("day", "week"):
        return begins + timedelta(days=1 if unit == "day" else 7)
    month = begins.month - 1 + _MONTHS_OF[unit]
    return date(begins.year + month // 12, month % 12 + 1, 1)


def _label(begins: date, unit: str) -> str:
    if unit == "week":
        year, week, _ = begins.isocalendar()
        return f"{year}-W{week:02}"
    if unit == "quarter":
        return f"{begins.year}-Q{(begins.month + 2) // 3}"
    return begins.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def marks(columns: list[Period], unit: str, most: int = 13) -> list[tuple[int, str]]:
    """(number of the column, label) for an axis, `most` at the most: where a day, a month or a year begins."""
    if unit == "day":
        step = max(1, -(-len(columns) // most))
        return [(n, _short(c.begins, c.begins.day)) for n, c in enumerate(columns)][::step]
    by_month = unit == "week" or (unit == "month" and len(columns) <= _FEW_MONTHS)
    begun = [
        (n, c.begins) for n, c in enumerate(columns) if n == 0 or _begun(columns[n - 1].begins, c.begins, by_month)
    ]
    step = next(step for step in (1, 2, 3, 4, 6, 12, len(begun)) if len(begun) <= step * most)
    if not by_month:
        return [(n, str(day.year)) for n, day in begun][::step]
    shown = begun[::step]
    years = {day.year: n for n, day in reversed(shown)}
    return [(n, _short(day, day.year if years[day.year] == n else None)) for n, day in shown]


def _begun(before: date, day: date, by_month: bool) -> bool:
    """Whether a new month, or else a new year, begins between two columns."""
    return before.year != day.year or (by_month and before.month != day.month)


def _short(day: date, number: int | None) -> str:
    month = MONTHS[day.month - 1]
    return month if number is None else f"{number} {month}" if number < _FIRST_YEAR else f"{month} {number}"


def drawn(messages: Mapping[int, int]) -> range:
    """The days that are worth drawing, of day -> messages: all, without a far-off thousandth at either end.

    One message from 1970 would else press twenty years into the last corner.
    """
    days = sorted(day for day, number in messages.items() if number)
    if not days:
        return range(0)
    low, high = (_cut(messages, order) for order in (days, days[::-1]))
    if (high - low + 1) * 2 < days[-1] - days[0] + 1:
        return range(low, high + 1)
    return range(days[0], days[-1] + 1)


def _cut(messages: Mapping[int, int], order: list[int]) -> int:
    left = sum(messages.values()) / 1000
    for day in order:
        left -= messages[day]
        if left < 0:
            return day
    return order[-1]


def iso(day: int) -> str:
    """A day counted from 1970 as 2019-03-29."""
    return _civil(day).isoformat()


def _civil(day: int) -> date:
    return datetime.fromtimestamp(day * DAY, UTC).date()
