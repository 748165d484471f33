"""How well the back-off predicts, and which concentration and discount would predict better.

Every row of the ledger is predicted from the days before it (prequentially) and then learnt; the mean of -log2 P is
what
a better model makes smaller. The same few numbers serve every subject: they are never fitted to one.
Source: prequential log-likelihood (Dawid 1984); interpolated Pitman-Yor (`surprise.score`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from firstsight.relations import SCALES
from firstsight.store.disk import DiskStore
from firstsight.surprise.cells import MemoryCells
from firstsight.surprise.fold import learn
from firstsight.surprise.normal import Scale
from firstsight.surprise.score import PARAMETERS, PRIOR_P

GRID_A = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
GRID_D = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
SWEEPS = 3

Pairs = tuple[tuple[float, float], ...]
"""(a, d) of each context of a path, from the leaf outwards."""

Lesson = tuple[int, tuple[int, ...], int, Scale, int]
"""Relation, path, value, scale, day."""


class Fit(Struct, frozen=True):
    """Of one length of path: events predicted, bits an event as the engine is set, bits at the best numbers, those."""

    levels: int
    events: int
    bits: float
    best_bits: float
    best: Pairs


def lessons(store: DiskStore) -> Iterator[Lesson]:
    """The ledger's rows of scored values, day by day."""
    rows = store.log.execute("SELECT day, relation, value, peers, subject FROM seen ORDER BY day, relation, value")
    for day, code, value, peers, subject in rows:
        scale = store.scale(code)
        if scale is not None and scale.id in SCALES and scale.kind in ("value", "ordered"):
            yield code, store.path(subject, peers), value, scale, day


def refit(rows: Iterable[Lesson]) -> list[Fit]:
    """What the rows say about each length of path that occurs in them."""
    counts: dict[int, list[list[float]]] = {}
    cells: MemoryCells[int] = MemoryCells()
    waiting: list[Lesson] = []
    for row in rows:
        if waiting and row[4] != waiting[0][4]:
            _learn(waiting, cells)
            waiting = []
        counts.setdefault(len(row[1]), []).append(_counts(row, cells))
        waiting.append(row)
    return [_best(length, np.array(seen)) for length, seen in sorted(counts.items())]


def _learn(rows: list[Lesson], cells: MemoryCells[int]) -> None:
    for relation, path, value, scale, day in rows:
        learn(relation, path, value, scale, day, cells)


def _counts(row: Lesson, cells: MemoryCells[int]) -> list[float]:
    """c, tau, N and T of each level as of the day before."""
    relation, path, value, scale, day = row
    out = []
    for context in path:
        total, seen = cells.read(relation, context, value)
        n, t, _, last = total or (0.0, 0.0, 0.0, day)
        faded = scale.decay(day - last)
        tau = scale.decay(day - seen[1]) if seen else 0.0
        out += [seen[0] * tau if seen else 0.0, tau, n * faded, t * faded]
    return out


def bits(counts: NDArray[np.float64], pairs: Pairs) -> float:
    """Mean -log2 P of rows of (c, tau, N, T) a level, from the leaf outwards."""
    p = np.full(len(counts), PRIOR_P)
    for level in reversed(range(len(pairs))):
        (a, d), (c, tau, n, t) = pairs[level], counts[:, 4 * level : 4 * level + 4].T
        p = np.maximum(0.0, c - d * tau) / (a + n) + np.minimum(1.0, (a + d * t) / (a + n)) * p
    return float(-np.log2(p).mean())


def _best(length: int, counts: NDArray[np.float64]) -> Fit:
    """One number after the other over its grid, a few times over."""
    start: Pairs = PARAMETERS[length]
    best, least = start, bits(counts, start)
    for _ in range(SWEEPS):
        for level in range(length):
            for candidate in [(a, best[level][1]) for a in GRID_A] + [(best[level][0], d) for d in GRID_D]:
                pairs = (*best[:level], candidate, *best[level + 1 :])
                found = bits(counts, pairs)
                if found < least:
                    best, least = pairs, found
    return Fit(length, len(counts), bits(counts, start), least, best)
