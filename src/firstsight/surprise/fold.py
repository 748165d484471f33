"""Learning: the only place where counts grow. The order of what is learnt within a day does not matter.

Each distinct (relation, subject, value) counts once a day (thinning). The parent of a context counts *tables*: what
the child did not know freshly enough already, so that its count of a value is the number of children that know it,
recently. Names may be strings or the numbers that a store gives them: nothing here looks into them.
Source: day-thinned interpolated Pitman-Yor; the sums are sums of 2^(day/h), so shards merge by addition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from firstsight.surprise.normal import ContextCell, Scale, ValueCell

K = TypeVar("K", contravariant=True)


class Cells(Protocol[K]):
    """Counts that can be changed: `Normal` over any kind of name, plus two writes."""

    def context(self, relation: K, context: K) -> ContextCell | None:
        """As in `Normal`."""

    def value(self, relation: K, context: K, value: K) -> ValueCell | None:
        """As in `Normal`."""

    def put_context(self, relation: K, context: K, cell: ContextCell) -> None:
        """Replace a context cell."""

    def put_value(self, relation: K, context: K, value: K, cell: ValueCell) -> None:
        """Replace a value cell."""


N = TypeVar("N")


def learn(relation: N, path: Sequence[N], value: N, scale: Scale, day: int, cells: Cells[N]) -> None:
    """Count one observation of `day`; nothing happens where its leaf has counted this value on this day already.

    `path` is the contexts from the leaf outwards. Days must not go backwards for a store as a whole.
    """
    increment = 1.0
    for level, context in enumerate(path):
        seen = cells.value(relation, context, value)
        if seen is None:
            grow, cell = 1.0, ValueCell(increment, day)
        elif level == 0 and seen.last == day:
            return
        else:
            faded = scale.decay(day - seen.last)
            grow, cell = 1.0 - faded, ValueCell(seen.c * faded + increment, day)
        cells.put_value(relation, context, value, cell)
        _add(cells, relation, context, (increment, grow, float(seen is None)), scale.decay, day)
        if grow == 0.0:
            return
        increment = grow


def learn_rate(relation: N, path: Sequence[N], amount: float, scale: Scale, day: int, cells: Cells[N]) -> None:
    """Count the whole amount of one subject on one day, to be called once a day, at every level of its path."""
    for context in path:
        total = cells.context(relation, context) or ContextCell(0.0, 0.0, 0.0, day)
        faded = scale.decay(day - total.last)
        n, t, k = total.n * faded + 1.0, total.t * faded + amount, total.k * faded + amount * amount
        cells.put_context(relation, context, ContextCell(n, t, k, day))


def _add(
    cells: Cells[N],
    relation: N,
    context: N,
    more: tuple[float, float, float],
    decay: Callable[[int], float],
    day: int,
) -> None:
    total = cells.context(relation, context)
    if total is None:
        cells.put_context(relation, context, ContextCell(*more, day))
        return
    faded = decay(day - total.last)
    n, t, k = total.n * faded + more[0], total.t * faded + more[1], total.k + more[2]
    cells.put_context(relation, context, ContextCell(n, t, k, day))
