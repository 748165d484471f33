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

MATURITIES = ("new", "young", "grown", "old")
"""Strata of how much is known of a subject: N below 2, 10, 50 counted days, or more."""

EXTRAPOLATION = 0.1
"""The tail goes at most a decade beyond what was seen: of n values the smallest p is a tenth of 1 / (n + 1)."""

LEAST_UNCALIBRATED = 1e-4
"""A p that could not be ranked against anything is believed only so far."""

SHIPPED = "shipped"
"""Label of the histograms of other organisations: they can make a p larger, never smaller than it was computed."""

Histogram = list[int]


def maturity(n: float) -> str:
    """The name of the stratum of a subject with so many counted days."""
    return MATURITIES[(n >= 2.0) + (n >= 10.0) + (n >= 50.0)]


def bin_of(s: float) -> int:
    """The bin of s = -ln p (>= 0)."""
    return min(BINS - 1, int(s / BIN_NATS)) if s > 0.0 else 0


def ranked(histogram: Histogram, n: int, b: int) -> float:
    """Calibrated p of a value in bin `b`: (1 + values at least as rare) / (n + 1), exponential beyond the rarest
    twenty.
    """
    at_least = sum(histogram[b:])
    rank = (1 + at_least) / (n + 1)
    if at_least >= TAIL or n < TAIL:
        return rank
    start = b
    while at_least < TAIL:
        start -= 1
        at_least += histogram[start]
    mean = max(1.0, sum(number * i for i, number in enumerate(histogram[start:])) / at_least)
    return min(rank, (1 + at_least) / (n + 1) * math.exp(-(b - start) / mean))


class Calibration:
    """The window of histograms, and which of them each stratum uses today.

    Strata are addressed as `relation|maturity`; `relation|*` is the sum of a relation's strata and the first
    fall-back.
    `shipped` holds histograms that come with the product, the last fall-back; beyond it p stays as computed.
    """

    def __init__(self, shipped: Mapping[str, Histogram] | None = None) -> None:
        self._shipped = dict(shipped or {})
        self._window: dict[str, Histogram] = {}
        self._used: dict[tuple[str, str], tuple[str, Histogram, int]] = {}

    def p(self, family: str, stratum: str, raw: float) -> tuple[float, str]:
        """(calibrated p, name and size of the stratum used) of a raw p-value in (0, 1]."""
        label, histogram, n = self._used.get((family, stratum)) or self._chosen(family, stratum)
        if not n:
            return max(raw, LEAST_UNCALIBRATED), label
        s = -math.log(raw)
        b = bin_of(s)
        beyond = max(0.0, s - BIN_NATS * (BINS - 1))  # the last bin has no end: there p falls as p itself does
        p = max(ranked(histogram, n, b) * math.exp(-beyond), EXTRAPOLATION / (n + 1))
        return max(p, raw) if label.startswith(SHIPPED) else p, label

    def _chosen(self, family: str, stratum: str) -> tuple[str, Histogram, int]:
        name, wider = f"{family}|{stratum}", f"{family}|*"
        choices = (
            (name, self._window.get(name)),
            (wider, self._window.get(wider)),
            (SHIPPED, self._shipped.get(family)),
        )
        chosen: tuple[str, Histogram, int] = ("uncalibrated", [], 0)
        for label, source in choices:
            if source is not None and (n := sum(source)) >= ENOUGH:
                chosen = (f"{label} ({n})", source, n)
                break
        self._used[family, stratum] = chosen
        return chosen

    def advance(
        self, added: Iterable[tuple[str, Mapping[int, int]]], removed: Iterable[tuple[str, Mapping[int, int]]]
    ) -> None:
        """Midnight: take in a day's counts (stratum -> bin -> number) and drop those that left the window."""
        for days, sign in ((added, 1), (removed, -1)):
            for stratum, counts in days:
                histogram = self._window.setdefault(stratum, [0] * BINS)
                whole = self._window.setdefault(f"{stratum.rpartition('|')[0]}|*", [0] * BINS)
                for b, number in counts.items():
                    histogram[b] += sign * number
                    whole[b] += sign * number
        self._used.clear()

    def histograms(self) -> Mapping[str, Histogram]:
        """The window as it stands (for export and tests)."""
        return self._window
