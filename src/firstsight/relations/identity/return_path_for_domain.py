"""Whose servers take the bounces."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.domains import registrable
from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.IDENTITY, "return path for the sender domain")
def return_path_for_domain(mail: Mail) -> Iterator[Triple]:
    """Sender domain -> registrable domain of the envelope sender, 'same' where it is its own, '<>' for bounces."""
    if mail.author.domain:
        own = registrable(mail.author.domain)
        back = registrable(mail.event.envelope.mail_from.rpartition("@")[2]) if mail.event.envelope.mail_from else "<>"
        yield f"domain:{mail.author.domain}", "same" if back == own else back, ""
