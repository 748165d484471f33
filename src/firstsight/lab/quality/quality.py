"""All figures of one replay against its labels."""

from __future__ import annotations

from msgspec import Struct

from firstsight.lab.quality.burden import BASE_RATES, Cost, Precision, cost, costs, precision
from firstsight.lab.quality.detection import Group, Point, group, groups, points
from firstsight.lab.quality.reliability import IntentFigures, Reliability, intents, reliability
from firstsight.lab.quality.told import Cases
from firstsight.model import ActionKind


class Alert(Struct, frozen=True):
    """A test that says attack: its name, and how much it is worth at each of `BASE_RATES`."""

    name: str
    worth: tuple[Precision, ...]


class Quality(Struct, frozen=True):
    """What `firstsight lab quality` says."""

    attacks: int
    ham: int
    own: int
    missing: int
    unlabelled: int
    points: tuple[Point, ...]
    all: Group
    families: tuple[Group, ...]
    intents: tuple[Group, ...]
    costs: tuple[Cost, ...]
    alerts: tuple[Alert, ...]
    reliability: Reliability
    named: IntentFigures


def quality(cases: Cases) -> Quality:
    """The figures; there may be none of anything."""
    at = points(cases.attacks, cases.ham)
    every = group("all attacks", cases.attacks, at)
    spent = costs(cases.ham, cases.own)
    return Quality(
        attacks=len(cases.attacks),
        ham=len(cases.ham),
        own=len(cases.own),
        missing=cases.missing,
        unlabelled=cases.unlabelled,
        points=at,
        all=every,
        families=groups(cases.attacks, at, lambda case: case.label.family, "(no family)"),
        intents=groups(cases.attacks, at, lambda case: case.label.intent, "(not labelled)"),
        costs=spent,
        alerts=_alerts(every, at, spent, cases),
        reliability=reliability(cases.attacks, cases.ham),
        named=intents(cases.attacks),
    )


def _alerts(every: Group, at: tuple[Point, ...], spent: tuple[Cost, ...], cases: Cases) -> tuple[Alert, ...]:
    if not cases.attacks or not cases.ham:
        return ()
    tests = [("any action", every.acted, spent[0].mean)]
    tests.append(("held", cost(ActionKind.HOLD, "all", cases.attacks).mean, spent[2].mean))
    tests += [(f"score that {point.rate:.2%} of ham exceed", point.attacks, point.ham) for point in at if point.enough]
    return tuple(
        Alert(name, tuple(precision(base, found, false) for base in BASE_RATES)) for name, found, false in tests
    )
