"""What rewritten links give away of those who got them: how many links say it, and of how many."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

KINDS = ("recipient", "tenant", "customer", "message")
"""What a link may name, as `mail.unwrap` tells it: a mail address, the organisation at its provider, the customer at
the gateway's maker, one message."""

MOST_DISTINCT = 200_000
"""Distinct values of one kind that are told apart: 20 MB of numbers."""


class Leak(Struct, frozen=True):
    """One kind of identifier."""

    kind: str
    """recipient, tenant, customer or message."""
    links: int
    """Links that name one."""
    distinct: int
    """How many different ones they name."""
    more: bool
    """There are more than could be told apart."""


class Leaks:
    """Counts the identifiers. The values themselves are not kept, only numbers made of them that this run alone has."""

    def __init__(self, most: int = MOST_DISTINCT) -> None:
        """`most`: different values of one kind that are told apart."""
        self._most = most
        self._links = dict.fromkeys(KINDS, 0)
        self._values: dict[str, set[int]] = {kind: set() for kind in KINDS}

    def add(self, leaks: Iterable[tuple[str, str]]) -> None:
        """Counts what one link says: (kind, value). Upper and lower case are the same."""
        told = [(kind, value) for kind, value in leaks if kind in self._values]
        for kind in {kind for kind, _ in told}:
            self._links[kind] += 1
        for kind, value in told:
            values = self._values[kind]
            if len(values) < self._most:
                values.add(hash(value.lower()))

    def counted(self) -> list[Leak]:
        """Every kind, in the order of `KINDS`."""
        return [
            Leak(kind, self._links[kind], len(values), len(values) >= self._most)
            for kind, values in self._values.items()
        ]
