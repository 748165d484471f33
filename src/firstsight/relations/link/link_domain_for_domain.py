"""Where a sender domain's links lead."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.LINK, "link domain for the sender domain")
def link_domain_for_domain(mail: Mail) -> Iterator[Triple]:
    """Sender domain -> registrable domain of each link."""
    if mail.author.domain:
        for domain in mail.link_domains():
            yield f"domain:{mail.author.domain}", domain, ""
