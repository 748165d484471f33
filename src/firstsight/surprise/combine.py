"""Many p-values of one event become one. No single rule dominates, so several lenses look and the best-ranked one
counts.

- sparse: weighted harmonic mean of the p~; it finds one loud relation among many quiet ones.
- dense: Fisher's sum over blocks; it finds many weak ones. Ten relations of one block count as one.
- meeting: who is new times what is new. An ordinary first contact is surprising, and so is an ordinary new link;
  a stranger who brings a stranger's link is more than either.
Each lens is then ranked against its own past, the smallest rank is taken, and the result is ranked once more.
Source: Wilson 2019 (harmonic mean p), Fisher 1932; the three were compared by replay (docs/quality.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from firstsight.model import Block, Surprise
from firstsight.surprise.calibrate import Calibration

LENSES = ("sparse", "dense", "meeting")

WHO = (Block.IDENTITY, Block.INFRASTRUCTURE)
WHAT = (Block.LINK, Block.ATTACHMENT, Block.ASK)


def harmonic(ps: Sequence[tuple[float, float]]) -> float:
    """Weighted harmonic mean of (p, weight) pairs; 1 for none.

    >>> harmonic([(0.01, 1.0), (1.0, 1.0)])
    0.019801980198019802
    """
    weight = sum(w for _, w in ps)
    return weight / sum(w / p for p, w in ps) if weight else 1.0


def lenses(surprises: Sequence[Surprise], scales: Sequence[tuple[Block, float]]) -> tuple[float, ...]:
    """-ln of each lens in the order of `LENSES`; `scales` gives block and weight of each surprise."""
    blocks: dict[Block, list[tuple[float, float]]] = {}
    for surprise, (block, weight) in zip(surprises, scales, strict=True):
        blocks.setdefault(block, []).append((surprise.calibrated, weight))
    if not blocks:
        return (0.0, 0.0, 0.0)
    sparse = -math.log(harmonic([pair for pairs in blocks.values() for pair in pairs]))
    deviance = {block: -math.log(harmonic(pairs)) for block, pairs in blocks.items()}
    who = max((deviance.get(block, 0.0) for block in WHO), default=0.0)
    what = max((deviance.get(block, 0.0) for block in WHAT), default=0.0)
    return sparse, fisher(list(deviance.values())), 2.0 * min(who, what)


def fisher(deviances: Sequence[float]) -> float:
    """-ln P(chi-square with 2k degrees >= 2 * sum) of k values -ln p, in closed form.

    >>> round(fisher([1.0]), 6), round(fisher([2.0, 2.0]), 3)
    (1.0, 2.391)
    """
    x = sum(deviances)
    term, total = 1.0, 1.0
    for i in range(1, len(deviances)):
        term *= x / i
        total += term
    return max(0.0, x - math.log(total))


def event_p(values: Sequence[float], stratum: str, calibration: Calibration) -> tuple[float, float]:
    """(raw S = -ln of the smallest lens rank, event p-value): each lens ranked, the minimum ranked again."""
    ranks = [
        calibration.p(f"lens:{name}", stratum, max(math.exp(-value), 1e-12))[0]
        for name, value in zip(LENSES, values, strict=True)
    ]
    smallest = min(ranks)
    return -math.log(smallest), calibration.p("event", stratum, smallest)[0]
