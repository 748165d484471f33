"""Whom own people write to."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block, Direction
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.IDENTITY, "recipient for the own sender", half_life_days=90, live=True)
def recipient_for_sender(mail: Mail) -> Iterator[Triple]:
    """Own sender -> address of each outside recipient."""
    if mail.event.direction == Direction.OUTBOUND and mail.author.addr:
        for recipient in mail.event.recipients:
            if not mail.perimeter.owns(recipient.rpartition("@")[2]):
                yield f"mail:{mail.author.addr}", recipient, mail.peers(mail.author.addr)
