"""What a sender attaches."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.ATTACHMENT, "kind of attachment for the sender")
def attachment_for_sender(mail: Mail) -> Iterator[Triple]:
    """Sender -> extension and true type of each attachment."""
    if mail.author.addr:
        for part in mail.event.message.attachments[:20]:
            yield f"mail:{mail.author.addr}", f"{part.extension} {part.detected or part.declared}", mail.author.domain
