"""How long people and deny-lists take: log-normal waiting times, with quantiles in place of chance."""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""Seconds or shares, one dimension."""

HOUR = 3600.0
"""Seconds."""

_REACH = 8.0
"""Standard deviations that the table of the normal distribution covers: beyond it the share is 0 or 1 to 1e-15."""

_FINE = 1e-3
"""Step of that table; between its points the line is off by 1e-7 at most."""


class Waiting(Struct, frozen=True):
    """A log-normal waiting time: `median` in seconds, `spread` the standard deviation of its natural logarithm."""

    median: float
    spread: float

    def below(self, seconds: Floats) -> Floats:
        """The share that waits no longer than so many seconds; 0 for what is not positive."""
        grid, table = _normal()
        with np.errstate(divide="ignore", invalid="ignore"):
            z = (np.log(np.maximum(seconds, 0.0)) - math.log(self.median)) / self.spread
        out: Floats = np.interp(z, grid, table, left=0.0, right=1.0)
        return out

    def quantiles(self, number: int) -> Floats:
        """So many waiting times, in seconds and ascending, each standing for an equal share: the middles of the shares.

        A mean over them is a mean over the distribution (a midpoint rule), the same on every run.
        """
        out: Floats = self.median * np.exp(self.spread * _deviates(number))
        return out


@cache
def _normal() -> tuple[Floats, Floats]:
    grid = np.arange(-_REACH, _REACH + _FINE / 2, _FINE)
    return grid, np.array([0.5 * math.erfc(-z / math.sqrt(2.0)) for z in grid])


@cache
def _deviates(number: int) -> Floats:
    normal = NormalDist()
    return np.array([normal.inv_cdf((i + 0.5) / number) for i in range(number)])
