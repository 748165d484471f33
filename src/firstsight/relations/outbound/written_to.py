"""Which addresses the organisation has written to."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block, Direction
from firstsight.relations.relation import Mail, Triple, relation
from firstsight.surprise.normal import ORGANISATION


@relation(Block.IDENTITY, "address that we wrote to", half_life_days=180, kind="memory", live=True)
def written_to(mail: Mail) -> Iterator[Triple]:
    """Organisation -> outside address that own people wrote to; never scored, it says that a sender was wanted."""
    if mail.event.direction == Direction.OUTBOUND:
        for recipient in mail.event.recipients:
            if not mail.perimeter.owns(recipient.rpartition("@")[2]):
                yield ORGANISATION, recipient, ""
