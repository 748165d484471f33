"""How many people a sender writes to in a day."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.VOLUME, "recipients a day of the sender", kind="rate", weight=0.5)
def recipients_per_day(mail: Mail) -> Iterator[Triple]:
    """Sender -> recipients so far today, against its own days, those of its domain, and everybody's."""
    if mail.author.addr:
        yield f"mail:{mail.author.addr}", str(len(mail.event.recipients)), mail.author.domain
