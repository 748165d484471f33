"""What the report says of links that gateways had rewritten: nothing at all where there are none."""

from __future__ import annotations

from typing import Any

from firstsight.lab.audit.classes import NEEDLESS, Class
from firstsight.lab.audit.columns import Column, columns_of
from firstsight.lab.audit.periods import marks
from firstsight.lab.audit.tally import LinkTally, needless
from firstsight.lab.report.charts import Mark, Series, bars, meter
from firstsight.lab.report.rows import Namer
from firstsight.lab.report.wording import count, percent, plural
from firstsight.model import ActionKind

NAMES = {
    Class.OWN: "Own domains",
    Class.KNOWN: "Well known here",
    Class.POPULAR: "Well known everywhere",
    Class.SELDOM: "Seldom seen here",
    Class.UNKNOWN: "Cannot be told",
    Class.NEW: "Never seen before",
}
"""The classes as the page names them."""

_GATEWAYS = 8
"""Gateways that are listed."""


def rewritten(tally: LinkTally, namer: Namer) -> dict[str, Any] | None:
    """The section; None where no gateway rewrote anything."""
    if not tally.links:
        return None
    unit, columns = columns_of(tally)
    axis = _axis(columns, unit)
    stack = [
        _series("Own or well known", "c1", columns, *NEEDLESS),
        _series("Seldom seen here", "c2", columns, Class.SELDOM),
        _series("Cannot be told", "c0", columns, Class.UNKNOWN),
        _series("Never seen before", "hot", columns, Class.NEW),
    ]
    guarded = [float(column.guarded) for column in columns]
    left = [column.classes[Class.NEW] - column.guarded for column in columns]
    new = [
        Series("Locked or held", "hot", guarded),
        Series("Bannered or left alone", "warm", left),
    ]
    return {
        "lead": _lead(tally),
        "unit": unit,
        "drawn": len(columns) > 1,
        "stack": stack,
        "chart": bars(stack, axis, f"Rewritten links a {unit} by where they led", count, least=1.0),
        "new": new if tally.classes()[Class.NEW] else [],
        "strip": bars(new, axis, f"Links to places never seen before, a {unit}", count, least=1.0),
        "classes": _classes(tally),
        "gateways": _gateways(tally, namer),
    }


def _lead(tally: LinkTally) -> str:
    classes, links = tally.classes(), tally.links
    new = classes[Class.NEW]
    said = (
        f"Mail gateways had rewritten {plural(links, 'link')} in {plural(tally.rewritten, 'message')}"
        f" ({percent(tally.rewritten, tally.linked)} of those with links)."
        f" {percent(needless(classes), links)} led to places that are own or well known."
    )
    if not new:
        return f"{said} None led to a place never seen here before."
    return (
        f"{said} {count(new)} ({percent(new, links)}) led to a place never seen here before;"
        f" {count(tally.guarded) if tally.guarded else 'none'} of these would have been locked or held."
    )


def _axis(columns: list[Column], unit: str) -> list[Mark]:
    """Labels where a column begins; a day is named below its middle."""
    shift = 0.5 if unit == "day" else 0.0
    found = marks([column.period for column in columns], unit)
    return [Mark((number + shift) / len(columns), label) for number, label in found]


def _series(name: str, style: str, columns: list[Column], *classes: Class) -> Series:
    return Series(name, style, [float(sum(column.classes[kind] for kind in classes)) for column in columns])


def _classes(tally: LinkTally) -> list[dict[str, Any]]:
    """Where they led: every class that occurs, with what was done to the messages."""
    classes, acted, links = tally.classes(), tally.acted(), tally.links
    most = max(classes.values())
    return [
        {
            "name": NAMES[kind],
            "bar": meter(classes[kind], most, "hot" if kind is Class.NEW else "c1" if kind in NEEDLESS else "c2"),
            "n": count(classes[kind]),
            "share": percent(classes[kind], links),
            "acted": count(acted[kind, ActionKind.LOCK] + acted[kind, ActionKind.HOLD]),
        }
        for kind in Class
        if classes[kind]
    ]


def _gateways(tally: LinkTally, namer: Namer) -> list[dict[str, str]]:
    return [
        {
            "name": namer.text(name, 40),
            "messages": count(messages),
            "n": count(of_class.total()),
            "needless": percent(needless(of_class), of_class.total()),
            "new": count(of_class[Class.NEW]),
        }
        for name, messages, of_class, _ in tally.gateways()[:_GATEWAYS]
    ]
