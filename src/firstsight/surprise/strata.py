"""Which histograms one verdict is counted in: the same strata that it is ranked against."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from firstsight.model import Surprise, Verdict
from firstsight.surprise.calibrate import maturity
from firstsight.surprise.combine import LENSES
from firstsight.surprise.normal import Scale

KINDS = (*(f"lens:{name}" for name in LENSES), "event", "gathered")
"""Histogram families of `Verdict.lenses`, in its order."""


def nats(p: float) -> float:
    """-ln p of a p-value, at most 40."""
    return -math.log(max(p, 4e-18))


def stratum_of(surprise: Surprise) -> str:
    """How mature the subject is: the name of the stratum beside the relation's."""
    return maturity(surprise.counts[0].n)


def strata_of(verdict: Verdict, scales: Mapping[str, Scale]) -> Iterator[tuple[str, float]]:
    """(stratum, -ln p) pairs: each scored observation twice (its maturity and *), each lens and the event once."""
    for surprise in verdict.surprises:
        relation = surprise.observation.relation
        if relation in scales:
            value = nats(surprise.p)
            yield f"{relation}|{stratum_of(surprise)}", value
            yield f"{relation}|*", value
    for name, value in zip(KINDS, verdict.lenses, strict=False):
        yield f"{name}|{verdict.direction}", value
        yield f"{name}|*", value
