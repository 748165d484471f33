"""Exact unlearning: counts are sums, so what was learnt can be taken out as if it had never been.

All counts of one value in one relation follow from the ledger's rows of that value alone. So the rows are folded twice
in memory, with and without what is to be forgotten, and the difference is taken from the totals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from firstsight.surprise.cells import MemoryCells
from firstsight.surprise.fold import Cells, learn
from firstsight.surprise.normal import Scale, ValueCell

K = TypeVar("K", contravariant=True)
N = TypeVar("N")

NOTHING = 1e-9
"""A context whose number of values (or days, for a rate) is below this holds nothing any more."""


class ErasableCells(Cells[K], Protocol[K]):
    """Cells that can also be removed."""

    def put_value(self, relation: K, context: K, value: K, seen: ValueCell) -> None:
        """Replace one value."""

    def drop_value(self, relation: K, context: K, value: K) -> None:
        """Remove a value cell."""

    def drop_context(self, relation: K, context: K) -> None:
        """Remove a context cell."""


def unlearn(
    relation: N,
    value: N,
    before: Sequence[tuple[tuple[N, ...], int]],
    after: Sequence[tuple[tuple[N, ...], int]],
    scale: Scale,
    cells: ErasableCells[N],
) -> None:
    """Move the counts of one value from `before` to `after`: all (path, day) rows of that value, of any subject."""
    old, new = _folded(relation, value, before, scale), _folded(relation, value, after, scale)
    now = max(day for _, day in before)
    for context in dict.fromkeys(context for path, _ in before for context in path):
        was, is_now = old.value(relation, context, value), new.value(relation, context, value)
        if was == is_now:
            continue
        if is_now is None:
            cells.drop_value(relation, context, value)
        else:
            cells.put_value(relation, context, value, is_now)
        _shift(cells, relation, context, scale, now, ((was, -1.0), (is_now, 1.0)))


def unlearn_rate(
    relation: N,
    path: Sequence[N],
    before: float,
    after: float | None,
    scale: Scale,
    day: int,
    cells: ErasableCells[N],
) -> None:
    """Move the amount of one subject on one day from `before` to `after` (None: the day did not happen), at every
    level.
    """
    for context in path:
        total = cells.context(relation, context)
        if total is None:
            continue
        n, t, k, last = total
        age = scale.decay(max(0, last - day))
        n -= age if after is None else 0.0
        now = after or 0.0
        if n < NOTHING:
            cells.drop_context(relation, context)
        else:
            moved = (n, t + (now - before) * age, k + (now * now - before * before) * age, last)
            cells.put_context(relation, context, moved)


def _folded(relation: N, value: N, rows: Iterable[tuple[tuple[N, ...], int]], scale: Scale) -> MemoryCells[N]:
    cells: MemoryCells[N] = MemoryCells()
    for path, day in sorted(rows, key=lambda row: row[1]):
        learn(relation, path, value, scale, day, cells)
    return cells


def _shift(
    cells: ErasableCells[N],
    relation: N,
    context: N,
    scale: Scale,
    now: int,
    changes: tuple[tuple[ValueCell | None, float], ...],
) -> None:
    total = cells.context(relation, context)
    if total is None:
        return
    n, t, k, last = total
    at = max(now, last)
    faded = scale.decay(at - last)
    n, t = n * faded, t * faded
    for cell, sign in changes:
        if cell is not None:
            tau = scale.decay(at - cell[1])
            n, t, k = n + sign * cell[0] * tau, t + sign * tau, k + sign
    if k < NOTHING:
        cells.drop_context(relation, context)
    else:
        cells.put_context(relation, context, (n, t, k, at))
