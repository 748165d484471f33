"""Which organisations write to whom."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.IDENTITY, "sender domain for the recipient")
def sender_domain_for_recipient(mail: Mail) -> Iterator[Triple]:
    """Recipient -> domain of the author."""
    if mail.author.domain:
        for person in mail.own:
            yield f"mail:{person}", mail.author.domain, mail.peers(person)
