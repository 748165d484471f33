"""Where one sender's links lead."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.LINK, "link domain for the sender")
def link_domain_for_sender(mail: Mail) -> Iterator[Triple]:
    """Sender -> registrable domain of each link: what a hijacked account cannot imitate."""
    if mail.author.addr:
        for domain in mail.link_domains():
            yield f"mail:{mail.author.addr}", domain, mail.author.domain
