"""Who numbers a domain's messages."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.domains import registrable
from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.INFRASTRUCTURE, "Message-ID domain of the sender domain")
def message_id_for_domain(mail: Mail) -> Iterator[Triple]:
    """Sender domain -> registrable domain right of the @ in Message-ID."""
    if mail.author.domain:
        _, at, right = mail.event.message.message_id.rpartition("@")
        right = right.lower().strip("[].")  # a domain literal is an address in brackets (RFC 5322, section 3.4.1)
        yield f"domain:{mail.author.domain}", registrable(right) if at and "." in right else "other", ""
