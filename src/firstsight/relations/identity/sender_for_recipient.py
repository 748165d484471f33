"""Who writes to whom."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.IDENTITY, "sender for the recipient")
def sender_for_recipient(mail: Mail) -> Iterator[Triple]:
    """Recipient -> address of the author: has this person ever heard from them?"""
    if mail.author.addr:
        for person in mail.own:
            yield f"mail:{person}", mail.author.addr, mail.peers(person)
