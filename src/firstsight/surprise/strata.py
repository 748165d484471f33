"""Which histograms one verdict is counted in: the same strata that it is ranked against."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from firstsight.model import Verdict
from firstsight.surprise.calibrate import maturity
from firstsight.surprise.combine import LENSES
from firstsight.surprise.normal import Scale

KINDS = (*(f"lens:{name}" for name in LENSES), "event", "gathered")
"""Histogram families of `Verdict.lenses`, in its order."""


def nats(p: float) -> float:
    """-ln p of a p-value, at most 40."""
    return -math.log(max(p, 4e-18))


def strata_of(verdict: Verdict, scales: Mapping[str, Scale]) -> Iterator[tuple[str, float]]:
    """(stratum, -ln p) pairs: each scored observation, each lens, the event."""
    for surprise in verdict.surprises:
        relation = surprise.observation.relation
        if relation in scales:
            yield f"{relation}|{maturity(surprise.counts[0].n)}", nats(surprise.p)
    for name, value in zip(KINDS, verdict.lenses, strict=False):
        yield f"{name}|{verdict.direction}", value
