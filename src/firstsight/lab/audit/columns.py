"""The counts of days gathered into the columns of a chart."""

from __future__ import annotations

from msgspec import Struct

from firstsight.lab.audit.classes import Class
from firstsight.lab.audit.periods import MOST_COLUMNS, Period, drawn, periods
from firstsight.lab.audit.tally import LinkTally, summed


class Column(Struct, frozen=True):
    """One column."""

    period: Period
    messages: int
    """All messages."""
    classes: dict[Class, int]
    """Rewritten links by class, 0 too."""
    guarded: int
    """Links that led somewhere never seen before, in messages that were locked or held."""

    @property
    def links(self) -> int:
        """Rewritten links."""
        return sum(self.classes.values())


def columns_of(tally: LinkTally, most: int = MOST_COLUMNS) -> tuple[str, list[Column]]:
    """(day, week, month, quarter or year; a column for each, at most `most`), from the first mail to the last."""
    days = drawn({number: day.messages for number, day in tally.days.items()})
    unit, found = periods(days, most)
    met = sorted(number for number in tally.days if number in days)
    columns, at = [], 0
    for period in found:
        start = at
        while at < len(met) and met[at] < period.days.stop:
            at += 1
        inside = [tally.days[number] for number in met[start:at]]
        classes = summed(pair for day in inside for pair in day.classes().items())
        column = Column(
            period=period,
            messages=sum(day.messages for day in inside),
            classes={kind: classes[kind] for kind in Class},
            guarded=sum(day.guarded for day in inside),
        )
        columns.append(column)
    return unit, columns
