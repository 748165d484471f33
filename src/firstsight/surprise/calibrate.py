"""p-values made honest: each is ranked among the relation's own p-values of the last weeks, as of last midnight.

A stratum is a relation and how mature its subject is; it keeps s = -ln p in 128 bins of 1/8 nat. One over-dispersed
relation would otherwise take the whole budget of alarms. Source: conformal (rank) p-values, exponential tail.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

BIN_NATS = 0.125
BINS = 128
"""16 nats: one in nine million. What is rarer is counted in the last bin and judged by the tail."""

WINDOW_DAYS = 45
"""How many past days are ranked against: long enough for small organisations, short enough to follow a change."""

ENOUGH = 200
"""A stratum with fewer values is not believed and falls back to a wider one."""

TAIL = 20
"""The p of values rarer than the 20th rarest seen comes from an exponential tail fitted on those 20."""

MATURITIES = ((2.0, "new"), (10.0, "young"), (50.0, "grown"), (math.inf, "old"))
"""Upper bound of the leaf's N and the name of the stratum."""

LEAST = 1e-12
"""No p-value is believed to be smaller."""

Histogram = list[int]


def maturity(n: float) -> str:
    """The name of the stratum of a subject with so many counted days."""
    return next(name for bound, name in MATURITIES if n < bound)


def bin_of(s: float) -> int:
    """The bin of s = -ln p (>= 0)."""
    return min(BINS - 1, int(s / BIN_NATS)) if s > 0.0 else 0


def survival(histogram: Histogram) -> list[float]:
    """For each bin the calibrated p: (1 + values at least as rare) / (n + 1), exponential beyond the rarest twenty."""
    n = sum(histogram)
    table = [0.0] * BINS
    at_least, start, excess = 0, BINS - 1, 0.0
    for b in range(BINS - 1, -1, -1):
        before = at_least
        at_least += histogram[b]
        table[b] = (1 + at_least) / (n + 1)
        if before < TAIL <= at_least:
            start = b
            excess = sum(histogram[i] * (i - b) for i in range(b, BINS)) / at_least
    if at_least < TAIL:
        return table
    mean_bins = max(excess, 1.0)
    for b in range(start + 1, BINS):
        table[b] = min(table[b], table[start] * math.exp(-(b - start) / mean_bins))
    return table


class Calibration:
    """The window of histograms and, made when first asked for, the table of p of each stratum.

    Strata are addressed as `relation|maturity`; each value is counted in `relation|*` too, which is the first
    fall-back.
    `shipped` holds histograms that come with the product, the last fall-back; beyond it p stays as computed.
    """

    def __init__(self, shipped: Mapping[str, Histogram] | None = None) -> None:
        self._shipped = dict(shipped or {})
        self._window: dict[str, Histogram] = {}
        self._tables: dict[str, tuple[str, list[float]]] = {}

    def p(self, family: str, stratum: str, raw: float) -> tuple[float, str]:
        """(calibrated p, name and size of the stratum used) of a raw p-value in (0, 1]."""
        name = f"{family}|{stratum}"
        entry = self._tables.get(name)
        if entry is None:
            entry = self._tables[name] = self._table(family, name)
        if not entry[1]:
            return raw, entry[0]
        s = -math.log(raw)
        b = bin_of(s)
        beyond = max(0.0, s - BIN_NATS * (BINS - 1))  # the last bin has no end: there p falls as p itself does
        return max(entry[1][b] * math.exp(-beyond), LEAST), entry[0]

    def _table(self, family: str, name: str) -> tuple[str, list[float]]:
        for label, source in (
            (name, self._window.get(name)),
            (f"{family}|*", self._window.get(f"{family}|*")),
            (f"shipped {family}", self._shipped.get(family)),
        ):
            if source is not None and (n := sum(source)) >= ENOUGH:
                return f"{label} ({n})", survival(source)
        return "uncalibrated", []

    def advance(
        self, added: Iterable[tuple[str, Mapping[int, int]]], removed: Iterable[tuple[str, Mapping[int, int]]]
    ) -> None:
        """Midnight: take in a day's counts (stratum -> bin -> number) and drop those that left the window."""
        for days, sign in ((added, 1), (removed, -1)):
            for stratum, counts in days:
                histogram = self._window.setdefault(stratum, [0] * BINS)
                for b, number in counts.items():
                    histogram[b] += sign * number
        self._tables.clear()

    def histograms(self) -> Mapping[str, Histogram]:
        """The window as it stands (for export and tests)."""
        return self._window
