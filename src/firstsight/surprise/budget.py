"""How much may be done: each action has a budget, and the threshold of a day follows from the days before.

1. threshold: the (1 - b) quantile of the scores of the last 28 days, frozen at midnight;
2. integral control: b follows what was really spent;
3. a hard cap a day, with a small burst so that a campaign against a small organisation is still answered.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct

WINDOW_DAYS = 28
GAIN = 0.25
FEWEST = 300
"""Scores needed before a quantile means anything; before that the table's own floor is the threshold."""

TOP_SHARE = 0.1
"""Share of a day's scores that is kept exactly: three times the largest budget would be 9 %."""

BURST = 20
"""Actions a day that are always allowed: one campaign against an organisation of fifty people."""


class Allowance(Struct, frozen=True, forbid_unknown_fields=True):
    """Budget of one action: a share of its stratum (`of`: all mail, or links: link-bearing mail).

    A score under `floor` never triggers it; one over `ceiling` is never rationed by share, only by the daily cap:
    else a
    wave of certain attacks would use up the budget that is meant for doubt.
    """

    share: float
    floor: float
    ceiling: float
    of: str = "all"


class Spent(Struct):
    """One day of one action: messages in the stratum, those acted on, highest scores of the day (descending)."""

    n: int = 0
    acted: int = 0
    top: list[float] = []

    def count(self, score: float) -> None:
        """Take in one message of the stratum."""
        self.n += 1
        self.top.append(score)
        if len(self.top) > 64 and len(self.top) > 2 * self._keep():
            self.trim()

    def trim(self) -> None:
        """Keep only the scores that can matter to a quantile."""
        self.top.sort(reverse=True)
        del self.top[self._keep() :]

    def _keep(self) -> int:
        return 20 + math.ceil(self.n * TOP_SHARE)


def steered(share: float, current: float, spent: Spent) -> float:
    """Tomorrow's working share: today's, moved by a quarter of what was missed, within a tenth and three times the
    budget.
    """
    if spent.n == 0:
        return current
    return min(3 * share, max(share / 10, current + GAIN * (share - spent.acted / spent.n)))


def threshold(allowance: Allowance, share: float, days: Sequence[Spent]) -> float:
    """The score that `share` of the messages of these days exceed, between floor and ceiling."""
    n = sum(day.n for day in days)
    if n < FEWEST:
        return allowance.floor
    scores = sorted((score for day in days for score in day.top), reverse=True)
    rank = int(share * n)
    quantile = scores[rank] if rank < len(scores) else allowance.floor
    return min(allowance.ceiling, max(allowance.floor, quantile))


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
