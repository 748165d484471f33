"""What is known since last midnight, and what one day leaves behind for the next.

`Normal` is frozen all day, so a verdict needs reads only; this overlay holds the little that must be known at once
(threads, whom own people wrote to, evidence in progress, what was spent). It is rebuilt from the log after a restart.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from msgspec import Struct

from firstsight.model import Verdict
from firstsight.surprise import accumulate, budget
from firstsight.surprise.budget import Allowance, Spent
from firstsight.surprise.calibrate import WINDOW_DAYS, Calibration, Histogram, bin_of
from firstsight.surprise.normal import Scale
from firstsight.surprise.strata import strata_of


class Tally(Struct):
    """All that a day leaves behind, beside the counts: histograms, budget spent, evidence, how much was seen in all."""

    day: int
    bins: dict[str, dict[int, int]]
    spent: dict[str, Spent]
    shares: dict[str, float]
    """Working share of each action's budget from the next day on."""
    evidence: dict[str, float]
    total: int
    """Messages judged up to and including this day."""
    since: int
    """The first day that was ever judged."""


class Today:
    """The overlay of one day."""

    def __init__(self, day: int, evidence: Mapping[str, float] | None = None) -> None:
        self.day = day
        self.evidence: dict[str, float] = dict(evidence or {})
        self.messages = 0
        self._live: set[tuple[str, str, str]] = set()
        self._rates: dict[tuple[str, str], float] = {}
        self._bins: dict[str, dict[int, int]] = {}
        self._spent: dict[str, Spent] = {}

    def amount(self, relation: str, subject: str) -> float:
        """What the subject did so far today in a rate relation."""
        return self._rates.get((relation, subject), 0.0)

    def knows(self, relation: str, subject: str, value: str) -> bool:
        """Whether this was seen today in a live relation."""
        return (relation, subject, value) in self._live

    def acted(self, action: str) -> int:
        """How many messages got at least this action today."""
        spent = self._spent.get(action)
        return spent.acted if spent else 0

    def add(self, verdict: Verdict, scales: Mapping[str, Scale], budgets: Mapping[str, Allowance]) -> None:
        """Take in one verdict of this day."""
        self.messages += 1
        for stratum, value in strata_of(verdict, scales):
            bins = self._bins.setdefault(stratum, {})
            b = bin_of(value)
            bins[b] = bins.get(b, 0) + 1
        for surprise in verdict.surprises:
            observation = surprise.observation
            if scales[observation.relation].kind == "rate":
                key = (observation.relation, observation.subject)
                self._rates[key] = self._rates.get(key, 0.0) + observation.amount
        if verdict.learn:
            for observation in verdict.remember:
                if scales[observation.relation].live:
                    self._live.add((observation.relation, observation.subject, observation.value))
        for entity in verdict.entities:
            self.evidence[entity] = accumulate.raised(self.evidence.get(entity, 0.0), verdict.p)
        for name, allowance in budgets.items():
            if allowance.of == "links" and not verdict.links:
                continue
            spent = self._spent.setdefault(name, Spent())
            spent.count(verdict.score)
            if verdict.action.rung >= type(verdict.action)(name).rung:
                spent.acted += 1
                spent.cost += budget.doubt(verdict.score)

    def close(self, almanac: Almanac) -> Tally:
        """The day is over."""
        return Tally(
            day=self.day,
            bins=self._bins,
            spent=self._spent,
            shares=budget.shares_after(almanac.budgets, almanac.shares, self._spent),
            evidence=accumulate.overnight(self.evidence, 0),
            total=almanac.total + self.messages,
            since=almanac.since if almanac.since is not None else self.day,
        )


class Almanac:
    """The last weeks of tallies: calibration, thresholds and how long we have been learning, frozen until midnight."""

    def __init__(
        self,
        budgets: Mapping[str, Allowance],
        tallies: Iterable[Tally] = (),
        shipped: Mapping[str, Histogram] | None = None,
    ) -> None:
        self.budgets = dict(budgets)
        self.calibration = Calibration(shipped)
        self.shares = {name: allowance.share for name, allowance in self.budgets.items()}
        self.total = 0
        self.since: int | None = None
        self._tallies: deque[Tally] = deque()
        self._recent: list[Tally] = []
        for tally in tallies:
            self.advance(tally)

    def advance(self, tally: Tally) -> None:
        """One more day is behind us."""
        self._tallies.append(tally)
        gone = []
        while self._tallies and self._tallies[0].day <= tally.day - WINDOW_DAYS:
            gone.append(self._tallies.popleft())
        self.calibration.advance(tally.bins.items(), (item for old in gone for item in old.bins.items()))
        self.shares = dict(tally.shares)
        self.total, self.since = tally.total, tally.since
        self._recent = [kept for kept in self._tallies if kept.day > tally.day - budget.WINDOW_DAYS]

    @property
    def next_day(self) -> int:
        """The earliest day that can still be opened."""
        return self._tallies[-1].day + 1 if self._tallies else -(2**31)

    def evidence_on(self, day: int) -> dict[str, float]:
        """The evidence gathered per entity, faded to the morning of `day`."""
        if not self._tallies:
            return {}
        return accumulate.overnight(self._tallies[-1].evidence, day - self._tallies[-1].day)

    def learning(self, day: int, days: int, messages: int) -> bool:
        """Whether fewer than so many days have passed and fewer than so many messages were learnt."""
        return self.since is None or (day - self.since < days and self.total < messages)

    def thresholds(self) -> dict[str, float]:
        """The score that triggers each action today."""
        return {
            name: budget.threshold(allowance, self.shares.get(name, allowance.share), self._spent(name))
            for name, allowance in self.budgets.items()
        }

    def caps(self) -> dict[str, int]:
        """Most messages that may get each action today."""
        return {name: budget.cap(allowance, self._spent(name)) for name, allowance in self.budgets.items()}

    def _spent(self, name: str) -> list[Spent]:
        return [tally.spent[name] for tally in self._recent if name in tally.spent]
