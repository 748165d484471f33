"""What a sender attaches."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.ATTACHMENT, "kind of attachment for the sender")
def attachment_for_sender(mail: Mail) -> Iterator[Triple]:
    """Sender -> extension and true type of each attachment."""
    if mail.author.addr:
        for kind in mail.attachment_kinds():
            yield f"mail:{mail.author.addr}", kind, mail.author.domain
