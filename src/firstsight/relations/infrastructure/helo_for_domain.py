"""What a domain's servers call themselves."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.domains import registrable
from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.INFRASTRUCTURE, "HELO name of the sender domain")
def helo_for_domain(mail: Mail) -> Iterator[Triple]:
    """Sender domain -> registrable domain of the HELO name."""
    if mail.author.domain and mail.event.envelope.helo:
        yield f"domain:{mail.author.domain}", registrable(mail.event.envelope.helo.lower().strip("[].")), ""
