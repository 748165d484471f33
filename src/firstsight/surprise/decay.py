"""Forward decay: a thing seen D days ago counts 2^(-D/h). One formula, used by every sum in the engine."""

from __future__ import annotations

from functools import lru_cache

HALF_LIFE_DAYS = 30
"""A habit that stops is half forgotten after a month. Source: engine design, refit on prequential likelihood."""


@lru_cache(maxsize=65_536)
def decay(days: int, half_life_days: int) -> float:
    """The weight of something `days` old (>= 0).

    >>> decay(0, 30), decay(30, 30), decay(60, 30)
    (1.0, 0.5, 0.25)
    """
    return float(2.0 ** (-days / half_life_days))
