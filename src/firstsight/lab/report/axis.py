"""Marks on the axis of time: days, months or years, whichever leaves a dozen labels at most."""

from __future__ import annotations

from datetime import UTC, datetime

from firstsight.lab.report.charts import Mark
from firstsight.lab.report.wording import MONTHS
from firstsight.model import DAY

_FEW_DAYS = 45
_MANY_MONTHS = 13
_MANY_YEARS = 12


def marks(days: range, most: int = 13) -> list[Mark]:
    """The labels for a chart over these days, `most` months or years at the most."""
    if not days:
        return []
    if len(days) < _FEW_DAYS:
        return _days(days)
    months = [(day, _civil(day)) for day in days if _civil(day).day == 1]
    if len(months) <= _MANY_MONTHS:
        step = next(step for step in (1, 2, 3, 6) if len(months) / step <= most or step == 6)
        shown = [(day, civil) for day, civil in months if (civil.month - 1) % step == 0]
        return [Mark(_at(day, days), MONTHS[civil.month - 1]) for day, civil in shown]
    years = [(day, civil.year) for day, civil in months if civil.month == 1]
    step = -(-len(years) // min(most, _MANY_YEARS))
    return [Mark(_at(day, days), str(year)) for day, year in years[::step]]


def _days(days: range) -> list[Mark]:
    step = max(1, -(-len(days) // 6))
    shown = ((day, _civil(day)) for day in days[::step])
    return [Mark(_at(day, days) + 0.5 / len(days), f"{civil.day} {MONTHS[civil.month - 1]}") for day, civil in shown]


def _at(day: int, days: range) -> float:
    return (day - days[0]) / len(days)


def _civil(day: int) -> datetime:
    return datetime.fromtimestamp(day * DAY, UTC)
