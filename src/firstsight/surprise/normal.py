"""What is known: cells of decayed counts, read as of last midnight.

A *context* is somebody or something that does things: a subject, its peer group, its organisation. For each relation it
has one context cell and one value cell per distinct thing it did. A rate relation has context cells only, which then
hold the moments of its daily amounts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from msgspec import Struct

from firstsight.model import Block, Observation
from firstsight.surprise.decay import HALF_LIFE_DAYS, decay

ValueCell = tuple[float, int]
"""(c, last): sum of the weights of the days on which the context did this value, decayed to day `last`."""

ContextCell = tuple[float, float, float, int]
"""(n, t, k, last): n = sum of c, t = sum of tau (weight of the last day of each value), both decayed to `last`; k =
values
ever seen. In a rate relation n = days, t = sum of amounts, k = sum of squared amounts, all decayed to `last`.
Plain tuples: they are made and taken apart a hundred times a message."""


class Scale(Struct, frozen=True):
    """What the engine must know of a relation to count it."""

    id: str
    block: Block
    half_life_days: int = HALF_LIFE_DAYS
    kind: str = "value"
    """value, ordered (a small domain, summed exactly), rate (amounts a day) or memory (never scored)."""
    live: bool = False
    """Known at once and not from midnight on: it cannot be bought by an outsider."""
    weight: float = 1.0

    def decay(self, days: int) -> float:
        """The weight of something `days` old in this relation."""
        return decay(days, self.half_life_days)


class Normal(Protocol):
    """A read view of the counts. `None` for what was never seen. It does not change while it is held."""

    def read(self, relation: str, context: str, value: str) -> tuple[ContextCell | None, ValueCell | None]:
        """The context's totals in the relation, and one value of it."""

    def context(self, relation: str, context: str) -> ContextCell | None:
        """The totals alone."""

    def value(self, relation: str, context: str, value: str) -> ValueCell | None:
        """The value alone."""

    def values(self, relation: str, context: str) -> Iterable[ValueCell]:
        """All values of the context, in no order (meant for small domains)."""

    def named(self, relation: str, subject: str, since: int) -> Iterable[tuple[str, ValueCell]]:
        """The values of a subject that were seen on day `since` or later, each with its words, in no order.

        Words lie apart from the counts, so this is for once a day and not for once a mail.
        """


ORGANISATION = "org"
"""The name of the organisation's context. One store serves one organisation (tenant), so it needs no other name."""

GROUP_PREFIX = "group:"
"""Group contexts are named apart from subjects."""


def path_of(observation: Observation) -> tuple[str, ...]:
    """The contexts of an observation from the leaf outwards: subject, peer group if there is one, organisation.

    >>> path_of(Observation("r", "mail:ana@x.example", "v", group="x.example"))
    ('mail:ana@x.example', 'group:x.example', 'org')
    >>> path_of(Observation("r", "org", "v"))
    ('org',)
    """
    if observation.subject == ORGANISATION:
        return (ORGANISATION,)
    if observation.group:
        return (observation.subject, GROUP_PREFIX + observation.group, ORGANISATION)
    return (observation.subject, ORGANISATION)
