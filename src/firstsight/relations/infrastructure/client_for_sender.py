"""Which program a sender writes with."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.INFRASTRUCTURE, "mail program of the sender")
def client_for_sender(mail: Mail) -> Iterator[Triple]:
    """Sender -> family of User-Agent or X-Mailer, 'none' without one."""
    if mail.author.addr:
        yield f"mail:{mail.author.addr}", mail.event.message.client or "none", mail.author.domain
