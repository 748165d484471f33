"""What a model is worth on labelled mail: recall at a share of innocent mail, calibration, the kinds it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from firstsight.intent.model import PEACEFUL
from firstsight.intent.solver import Array
from firstsight.model import Intent, IntentClass

BINS: Final = 15
"""Bins of equal width of the expected calibration error (Guo et al., 2017, section 2)."""


class Figures(Struct, frozen=True):
    """Figures over labelled mail; a share is 0 where there is nothing to divide by.

    `recall` and `false_share` are the shares of malicious and of peaceful mail whose log-odds exceed `threshold`;
    `named` the share of malicious mail above it whose kind is right. `confusion[true][named]` counts every message.
    """

    malicious: int
    peaceful: int
    threshold: float
    recall: float
    false_share: float
    named: float
    ece: float
    recall_by_kind: dict[str, float]
    confusion: dict[str, dict[str, int]]


def threshold_at(peaceful: Array, share: float) -> float:
    """The least log-odds that no more than `share` of innocent scores exceed; infinity without a score.

    >>> threshold_at(np.arange(100.0), 0.01)
    98.0
    """
    if not len(peaceful):
        return float("inf")
    ordered = np.sort(peaceful)[::-1]
    return float(ordered[min(int(share * len(ordered)), len(ordered) - 1)])


def calibration_error(odds: Array, malicious: Array, weight: Array | None = None) -> float:
    """Expected calibration error of log-odds: mean over bins of |share of malicious - mean probability|, weighted."""
    if not len(odds):
        return 0.0
    weight = np.ones(len(odds)) if weight is None else weight
    chance = 1.0 / (1.0 + np.exp(-np.clip(odds, -500, 500)))
    place = np.minimum((chance * BINS).astype(np.int64), BINS - 1)
    gap = np.bincount(place, weight * (malicious - chance), BINS)
    return float(np.abs(gap).sum() / weight.sum())


def halves(malicious: Array) -> Array:
    """Weights that give either side one half: log-odds are stated at equal priors."""
    out = np.ones(len(malicious))
    for side in (malicious > 0, malicious <= 0):
        if side.any():
            out[side] = 0.5 * len(out) / side.sum()
    return out


def figures(true: Sequence[IntentClass], found: Sequence[Intent], threshold: float) -> Figures:
    """The figures of one model over labelled mail, at a threshold of log-odds."""
    odds = np.array([intent.odds for intent in found])
    bad = np.array([float(kind not in PEACEFUL) for kind in true])
    above = odds > threshold
    right = np.array([kind is intent.kind for kind, intent in zip(true, found, strict=True)], dtype=bool)
    by_kind: dict[str, float] = {}
    confusion: dict[str, dict[str, int]] = {}
    for kind in IntentClass:
        mine = np.array([label is kind for label in true], dtype=bool)
        if not mine.any():
            continue
        named = Counter(str(intent.kind) for label, intent in zip(true, found, strict=True) if label is kind)
        by_kind[str(kind)], confusion[str(kind)] = _share(above[mine]), dict(named.most_common())
    return Figures(
        malicious=int(bad.sum()),
        peaceful=int(len(bad) - bad.sum()),
        threshold=threshold,
        recall=_share(above[bad > 0]),
        false_share=_share(above[bad == 0]),
        named=_share(right[(bad > 0) & above]),
        ece=calibration_error(odds, bad, halves(bad)),
        recall_by_kind=by_kind,
        confusion=confusion,
    )


def _share(yes: NDArray[np.bool_]) -> float:
    return round(float(yes.mean()), 4) if len(yes) else 0.0
