"""What a domain's servers call themselves."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.domains import registrable
from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.INFRASTRUCTURE, "HELO name of the sender domain")
def helo_for_domain(mail: Mail) -> Iterator[Triple]:
    """Sender domain -> registrable domain of the HELO name."""
    helo = mail.event.envelope.helo.lower().strip("[].").removeprefix("ipv6:")  # literals: RFC 5321, section 4.1.3
    if mail.author.domain and helo:
        yield f"domain:{mail.author.domain}", registrable(helo), ""
