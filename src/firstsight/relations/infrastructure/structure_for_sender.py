"""How a sender's messages are built."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.INFRASTRUCTURE, "message structure of the sender")
def structure_for_sender(mail: Mail) -> Iterator[Triple]:
    """Sender -> hash of header order and MIME tree: another program wrote this."""
    if mail.author.addr and mail.event.message.structure:
        yield f"mail:{mail.author.addr}", mail.event.message.structure, mail.author.domain
