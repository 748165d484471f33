"""What it costs innocent mail: how often each action meets ham, on average and on the worst day; and what that means
for an alert where attacks are rare.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from firstsight.lab.quality.bounds import Share
from firstsight.lab.quality.told import Case
from firstsight.model import ActionKind

BASE_RATES = (1e-3, 1e-4, 1e-5, 1e-6)
"""Attacks in all mail, from an organisation under fire to one that hardly anybody cares about."""

FEWEST = 20
"""Messages that a day must have to be the worst: one of two is not 50 %."""


class Cost(Struct, frozen=True):
    """How often innocent mail got at least an action."""

    action: ActionKind
    of: str
    """Of which mail: `all`, `links` (with a link) or `own` (written by own people)."""
    mean: Share
    worst: Share
    """On the worst day that has mail enough; of nothing where there is none."""
    worst_day: int
    """Days since 1970; -1 where there is none."""


class Precision(Struct, frozen=True):
    """The probability that a message is an attack when the test says so, where one in 1 / `base` is one."""

    base: float
    value: float
    low: float
    high: float


def costs(ham: Sequence[Case], own: Sequence[Case]) -> tuple[Cost, ...]:
    """Any action, a lock or more of what has links, a hold; and any action on own people's mail."""
    linked = [case for case in ham if case.told.links]
    return (
        cost(ActionKind.ANNOTATE, "all", ham),
        cost(ActionKind.LOCK, "links", linked),
        cost(ActionKind.HOLD, "all", ham),
        cost(ActionKind.ANNOTATE, "own", own),
    )


def cost(action: ActionKind, of: str, cases: Sequence[Case]) -> Cost:
    """How often these got the action or a stronger one."""
    days: dict[int, list[bool]] = {}
    for case in cases:
        days.setdefault(case.told.day, []).append(case.told.action.rung >= action.rung)
    full = {day: met for day, met in days.items() if len(met) >= FEWEST}
    worst = max(full, key=lambda day: (sum(full[day]) / len(full[day]), -day), default=-1)
    met = full.get(worst, [])
    mean = Share(sum(sum(met) for met in days.values()), len(cases))
    return Cost(action, of, mean, Share(sum(met), len(met)), worst)


def precision(base: float, found: Share, false: Share) -> Precision:
    """Bayes' rule. The bounds take the worse bound of both shares, and the better ones: wider than 95 %.

    >>> round(precision(0.01, Share(90, 100), Share(90, 9000)).value, 3)
    0.476
    """
    return Precision(
        base,
        _bayes(base, found.value, false.value),
        _bayes(base, found.low, false.high),
        _bayes(base, found.high, false.low),
    )


def _bayes(base: float, found: float, false: float) -> float:
    """P(attack | said so); 0 where nothing is ever said."""
    said = base * found + (1.0 - base) * false
    return base * found / said if said else 0.0
