"""How much may be done: each action has a budget, and the threshold of a day follows from the days before.

A budget is one of *mistakes*: what is spent on a message is the chance that it is innocent, as its score has it. A wave
of certain attacks therefore costs nothing, and an organisation under fire keeps what it may spend on doubt.
1. threshold: the score above which the messages of the last 28 days cost a share b, frozen at midnight;
2. integral control: b follows what was really spent;
3. a hard cap a day, with a small burst so that a campaign against a small organisation is still answered.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

WINDOW_DAYS = 28
GAIN = 0.25
FEWEST = 300
"""Scores needed before a quantile means anything; before that the table's own floor is the threshold."""

STEPS = 32
"""Scores are counted in steps of a thirty-second of a nat: a threshold is exact to that."""

WIDEST = 64.0
"""Nats on either side that are told apart; a sum of a dozen bounded terms stays within."""

BURST = 20
"""Actions a day that are always allowed: one campaign against an organisation of fifty people."""


class Allowance(Struct, frozen=True, forbid_unknown_fields=True):
    """Budget of one action: a share of its stratum (`of`: all mail, or links: link-bearing mail).

    A score under `floor` never triggers it; one over `ceiling` is never rationed by share, only by the daily cap.
    """

    share: float
    floor: float
    ceiling: float
    of: str = "all"


class Spent(Struct):
    """One day of one action: messages in the stratum, those acted on, and how many had which score."""

    n: int = 0
    acted: int = 0
    cost: float = 0.0
    """Innocent messages expected among those acted on."""
    scores: dict[int, int] = {}
    """Messages by score, rounded down to a whole step."""

    def count(self, score: float) -> None:
        """Take in one message of the stratum."""
        self.n += 1
        step = math.floor(max(-WIDEST, min(WIDEST, score)) * STEPS)
        self.scores[step] = self.scores.get(step, 0) + 1


def doubt(score: float) -> float:
    """The chance that a message with these log-odds of malice is innocent.

    >>> doubt(0.0), doubt(-800.0), doubt(800.0)
    (0.5, 1.0, 0.0)
    """
    if score <= 0.0:
        return 1.0 / (1.0 + math.exp(score))
    odds = math.exp(-score)
    return odds / (1.0 + odds)


def steered(share: float, current: float, spent: Spent) -> float:
    """Tomorrow's working share: today's, moved by a quarter of what was missed, within a tenth and three times the
    budget.
    """
    if spent.n == 0:
        return current
    return min(3 * share, max(share / 10, current + GAIN * (share - spent.cost / spent.n)))


def threshold(allowance: Allowance, share: float, days: Sequence[Spent]) -> float:
    """The lowest score above which these days hold no more than a share of mistakes, between floor and ceiling."""
    n = sum(day.n for day in days)
    if n < FEWEST:
        return allowance.floor
    counted: Counter[int] = Counter()
    for day in days:
        counted.update(day.scores)
    left = share * n
    for step in sorted(counted, reverse=True):
        left -= counted[step] * doubt(step / STEPS)
        if left < 0.0:
            return min(allowance.ceiling, max(allowance.floor, (step + 1) / STEPS))
    return allowance.floor


def cap(allowance: Allowance, days: Sequence[Spent]) -> int:
    """Most actions of one day: twice the budget of a usual day, at least the burst."""
    usual = sum(day.n for day in days) / max(1, len(days))
    return max(BURST, math.ceil(2 * allowance.share * usual))


def shares_after(
    budgets: Mapping[str, Allowance], current: Mapping[str, float], day: Mapping[str, Spent]
) -> dict[str, float]:
    """The working share of every action after one more day."""
    return {
        name: steered(allowance.share, current.get(name, allowance.share), day.get(name, Spent()))
        for name, allowance in budgets.items()
    }
