"""With fifty decisions of analysts, the organisation teaches its own weights.

A logistic regression over the surprise of each block (-ln p~), weights never negative, pulled towards equal weights
by a
ridge: few labels change little. Source: maximum a posteriori logistic regression by projected Newton steps.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from firstsight.model import Block

ENOUGH_LABELS = 50
RIDGE = 5.0
"""How many labels' worth of doubt holds the weights at the prior."""

STEPS = 50


class Head(Struct, frozen=True):
    """log-odds = bias + sum of weight * deviance of the block, in the order of `Block`."""

    bias: float
    weights: tuple[float, ...]

    def odds(self, deviances: Sequence[float]) -> float:
        """Log-odds in nats that an event is malicious."""
        return self.bias + sum(w * x for w, x in zip(self.weights, deviances, strict=True))


EQUAL = Head(-6.0, (0.5,) * len(Block))
"""Before there are labels: every block counts alike, and hardly anything is malicious."""


def fit(rows: Sequence[Sequence[float]], labels: Sequence[bool], prior: Head) -> Head:
    """The head after these labels (row: deviance of each block); the prior itself with fewer than `ENOUGH_LABELS`."""
    if len(labels) < ENOUGH_LABELS:
        return prior
    x = np.column_stack([np.ones(len(rows)), np.asarray(rows, dtype=np.float64)])
    y = np.asarray(labels, dtype=np.float64)
    start = np.array([prior.bias, *prior.weights])
    ridge = np.full(len(start), RIDGE)
    ridge[0] = 0.1  # the base rate of the labels is theirs, not the prior's
    w = start.copy()
    for _ in range(STEPS):
        share = 1.0 / (1.0 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (share - y) + ridge * (w - start)
        curve = (x * (share * (1 - share))[:, None]).T @ x + np.diag(ridge)
        free = np.ones(len(w), dtype=bool)
        free[1:] = (w[1:] > 0) | (slope[1:] < 0)  # a weight at 0 that wants to be negative stays there
        step = np.zeros_like(w)
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        moved = w - step
        moved[1:] = np.maximum(moved[1:], 0.0)
        if float(np.abs(moved - w).max()) < 1e-9:
            break
        w = moved
    return Head(float(w[0]), tuple(float(v) for v in w[1:]))
