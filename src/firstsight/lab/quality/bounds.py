"""Shares with exact bounds: Clopper and Pearson's interval, by bisection of the incomplete beta function."""

from __future__ import annotations

import math

from msgspec import Struct

LEVEL = 0.95
"""Two-sided confidence of all bounds."""

_TINY = 1e-300
"""Stands for zero where the continued fraction would divide by it."""

_HALVINGS = 60
"""Bisections of [0, 1]: the quantile is right to the last digit of a double."""


class Share(Struct, frozen=True):
    """So many of so many. All three numbers lie in 0..1; of nothing the share is unknown: NaN in bounds of 0 and 1."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """The share."""
        return self.part / self.whole if self.whole else math.nan

    @property
    def low(self) -> float:
        """The lower bound."""
        return clopper_pearson(self.part, self.whole)[0]

    @property
    def high(self) -> float:
        """The upper bound."""
        return clopper_pearson(self.part, self.whole)[1]


def clopper_pearson(part: int, whole: int, level: float = LEVEL) -> tuple[float, float]:
    """(lower, upper) bound of a share, exact and never too narrow. Source: Clopper and Pearson, Biometrika 26 (1934).

    >>> [round(bound, 4) for bound in clopper_pearson(1, 10)]
    [0.0025, 0.445]
    """
    outside = (1.0 - level) / 2.0
    low = beta_quantile(outside, part, whole - part + 1) if part else 0.0
    high = beta_quantile(1.0 - outside, part + 1, whole - part) if part < whole else 1.0
    return low, high


def beta_quantile(share: float, a: float, b: float) -> float:
    """The x below which a beta distribution has this share of its weight; a, b > 0."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        if beta_below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def beta_below(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b). Source: DLMF 8.17.22, which converges below (a+1)/(a+b+2)."""
    if x <= 0.0 or x >= 1.0:
        return 0.0 if x <= 0.0 else 1.0
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - beta_below(1.0 - x, b, a)
    front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(front) / a / _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction 1 + d1/(1 + d2/(1 + ...)), by Lentz's method."""
    value = c = 1.0
    d = 0.0
    most = 200 + 10 * math.isqrt(int(max(a, b)) + 1)
    for number in range(1, most):
        m = number // 2
        if number % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1.0 / ((1.0 + term * d) or _TINY)
        c = (1.0 + term / c) or _TINY
        value *= c * d
        if abs(c * d - 1.0) < 1e-15:
            break
    return value
