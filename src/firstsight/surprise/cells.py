"""Cells in a dictionary: the reference implementation, used in memory stores and wherever a few cells are enough."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

from firstsight.surprise.normal import ContextCell, ValueCell

N = TypeVar("N", bound=Hashable)


class MemoryCells(Generic[N]):
    """Counts that can be read and changed; with strings for names also a `Normal`."""

    def __init__(self) -> None:
        self._contexts: dict[tuple[N, N], ContextCell] = {}
        self._values: dict[tuple[N, N], dict[N, ValueCell]] = {}

    def read(self, relation: N, context: N, value: N) -> tuple[ContextCell | None, ValueCell | None]:
        """As in `Normal`."""
        return self.context(relation, context), self.value(relation, context, value)

    def write(self, relation: N, context: N, value: N, total: ContextCell, seen: ValueCell) -> None:
        """As in `Cells`."""
        self.put_context(relation, context, total)
        self.put_value(relation, context, value, seen)

    def context(self, relation: N, context: N) -> ContextCell | None:
        """As in `Normal`."""
        return self._contexts.get((relation, context))

    def value(self, relation: N, context: N, value: N) -> ValueCell | None:
        """As in `Normal`."""
        held = self._values.get((relation, context))
        return held.get(value) if held else None

    def values(self, relation: N, context: N) -> Iterator[ValueCell]:
        """As in `Normal`."""
        return iter(tuple(self._values.get((relation, context), {}).values()))

    def named(self, relation: N, subject: N, since: int) -> Iterator[tuple[N, ValueCell]]:
        """As in `Normal`."""
        held = self._values.get((relation, subject), {})
        return iter([(value, cell) for value, cell in held.items() if cell[1] >= since])

    def put_context(self, relation: N, context: N, cell: ContextCell) -> None:
        """As in `Cells`."""
        self._contexts[relation, context] = cell

    def put_value(self, relation: N, context: N, value: N, cell: ValueCell) -> None:
        """As in `Cells`."""
        self._values.setdefault((relation, context), {})[value] = cell

    def drop_context(self, relation: N, context: N) -> None:
        """Remove a context; nothing happens where there is none."""
        self._contexts.pop((relation, context), None)

    def drop_value(self, relation: N, context: N, value: N) -> None:
        """Remove a value; nothing happens where there is none."""
        held = self._values.get((relation, context), {})
        held.pop(value, None)
        if not held:
            self._values.pop((relation, context), None)

    def items(self) -> Iterator[tuple[N, N, N | None, ContextCell | ValueCell]]:
        """Everything held, as (relation, context, value or None for the context itself, cell)."""
        for (relation, context), total in self._contexts.items():
            yield relation, context, None, total
        for (relation, context), held in self._values.items():
            for value, cell in held.items():
                yield relation, context, value, cell

    def clear(self) -> None:
        """Forget everything."""
        self._contexts.clear()
        self._values.clear()
