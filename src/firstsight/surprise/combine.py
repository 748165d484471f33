"""Many p-values of one event become one. No single rule dominates, so several lenses look and the best-ranked one
counts.

- sparse: weighted harmonic mean of the p~; it finds one loud relation among many quiet ones.
- dense: Fisher's sum over blocks; it finds many weak ones. Ten relations of one block count as one.
- meeting: who is new times what is new. An ordinary first contact is surprising, and so is an ordinary new link;
  a stranger who brings a stranger's link is more than either.
- taught: what analysts' decisions say about the blocks (`head`); silent until there are enough of them.
Each lens is then ranked against its own past, the smallest rank is taken, and the result is ranked once more.
Source: Wilson 2019 (harmonic mean p), Fisher 1932; the three were compared by replay (docs/quality.md).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from firstsight.model import Block, Surprise
from firstsight.surprise.calibrate import Calibration
from firstsight.surprise.head import Head
from firstsight.surprise.normal import Scale

LENSES = ("sparse", "dense", "meeting", "taught")

TAUGHT_ZERO = 10.0
"""Log-odds below -10 are all the same to the taught lens, which is ranked like the others and so needs no scale."""

WHO = (Block.IDENTITY, Block.INFRASTRUCTURE)
WHAT = (Block.LINK, Block.ATTACHMENT, Block.ASK)


def harmonic(ps: Sequence[tuple[float, float]]) -> float:
    """Weighted harmonic mean of (p, weight) pairs; 1 for none.

    >>> harmonic([(0.01, 1.0), (1.0, 1.0)])
    0.019801980198019802
    """
    weight = sum(w for _, w in ps)
    return weight / sum(w / p for p, w in ps) if weight else 1.0


def deviances(surprises: Sequence[Surprise], scales: Mapping[str, Scale]) -> dict[Block, float]:
    """-ln of the weighted harmonic mean p~ of each block that was observed."""
    blocks: dict[Block, list[tuple[float, float]]] = {}
    for surprise in surprises:
        scale = scales[surprise.observation.relation]
        blocks.setdefault(scale.block, []).append((surprise.calibrated, scale.weight))
    return {block: -math.log(harmonic(pairs)) for block, pairs in blocks.items()}


def lenses(surprises: Sequence[Surprise], scales: Mapping[str, Scale], head: Head | None = None) -> tuple[float, ...]:
    """-ln of each lens in the order of `LENSES`."""
    if not surprises:
        return (0.0,) * len(LENSES)
    every = [(surprise.calibrated, scales[surprise.observation.relation].weight) for surprise in surprises]
    of_block = deviances(surprises, scales)
    who = max((of_block.get(block, 0.0) for block in WHO), default=0.0)
    what = max((of_block.get(block, 0.0) for block in WHAT), default=0.0)
    taught = max(0.0, head.odds([of_block.get(block, 0.0) for block in Block]) + TAUGHT_ZERO) if head else 0.0
    return -math.log(harmonic(every)), fisher(list(of_block.values())), 2.0 * min(who, what), taught


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
