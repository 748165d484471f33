"""Learning: the only place where counts grow. The order of what is learnt within a day does not matter.

Each distinct (relation, subject, value) counts once a day (thinning). The parent of a context counts *tables*: what
the child did not know freshly enough already, so that its count of a value is the number of children that know it,
recently. Names may be strings or the numbers that a store gives them: nothing here looks into them.
Source: day-thinned interpolated Pitman-Yor; the sums are sums of 2^(day/h), so shards merge by addition.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from firstsight.surprise.normal import ContextCell, Scale, ValueCell

K = TypeVar("K", contravariant=True)


class Cells(Protocol[K]):
    """Counts that can be changed, over any kind of name."""

    def read(self, relation: K, context: K, value: K) -> tuple[ContextCell | None, ValueCell | None]:
        """As in `Normal`."""

    def context(self, relation: K, context: K) -> ContextCell | None:
        """As in `Normal`."""

    def write(self, relation: K, context: K, value: K, total: ContextCell, seen: ValueCell) -> None:
        """Replace a context's totals and one value of it."""

    def put_context(self, relation: K, context: K, total: ContextCell) -> None:
        """Replace a context's totals."""


N = TypeVar("N")


def learn(relation: N, path: Sequence[N], value: N, scale: Scale, day: int, cells: Cells[N]) -> None:
    """Count one observation of `day`; nothing happens where its leaf has counted this value on this day already.

    `path` is the contexts from the leaf outwards. Days must not go backwards for a store as a whole.
    """
    decay, increment = scale.decay, 1.0
    for level, context in enumerate(path):
        total, seen = cells.read(relation, context, value)
        if seen is None:
            grow, c = 1.0, increment
        elif level == 0 and seen[1] == day:
            return
        else:
            faded = decay(day - seen[1])
            grow, c = 1.0 - faded, seen[0] * faded + increment
        if total is None:
            total = (increment, grow, 1.0, day)
        else:
            faded = decay(day - total[3])
            total = (total[0] * faded + increment, total[1] * faded + grow, total[2] + (seen is None), day)
        cells.write(relation, context, value, total, (c, day))
        if grow == 0.0:
            return
        increment = grow


def learn_rate(relation: N, path: Sequence[N], amount: float, scale: Scale, day: int, cells: Cells[N]) -> None:
    """Count the whole amount of one subject on one day, to be called once a day, at every level of its path."""
    for context in path:
        n, t, k, last = cells.context(relation, context) or (0.0, 0.0, 0.0, day)
        faded = scale.decay(day - last)
        total = (n * faded + 1.0, t * faded + amount, k * faded + amount * amount, day)
        cells.put_context(relation, context, total)
