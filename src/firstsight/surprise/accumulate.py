"""Evidence adds up: a campaign of thirty mildly odd mails is found although none of them is an alarm.

Per entity W = max(0, W + ln e) with e = p^-1/2 / 2, whose mean is 1 when p is honest (a test martingale, restarted at
0). Source: Ville's inequality; CUSUM (Page 1954).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from firstsight.surprise.decay import decay

FADE_DAYS = 7
"""Evidence that nothing was added to is half forgotten after a week."""

FLOOR = 0.05
"""Entities with less evidence than this are dropped at midnight."""

MOST_ENTITIES = 100_000
"""Entities kept over midnight, those with most evidence first: bounds memory whatever is sent."""


def gain(p: float) -> float:
    """ln e of an event p-value in (0, 1].

    >>> round(gain(1.0), 3), round(gain(1e-4), 3)
    (-0.693, 3.912)
    """
    return math.log(0.5) - 0.5 * math.log(p)


def raised(w: float, p: float) -> float:
    """The evidence of an entity after one more event."""
    return max(0.0, w + gain(p))


def overnight(evidence: Mapping[str, float], days: int) -> dict[str, float]:
    """What is left of the evidence of each entity after so many days."""
    faded = decay(days, FADE_DAYS)
    kept = [(name, w * faded) for name, w in evidence.items() if w * faded > FLOOR]
    if len(kept) > MOST_ENTITIES:
        kept = sorted(kept, key=lambda item: (-item[1], item[0]))[:MOST_ENTITIES]
    return dict(kept)
