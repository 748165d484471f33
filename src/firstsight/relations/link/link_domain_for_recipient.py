"""Where the links that a person gets lead."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.LINK, "link domain for the recipient")
def link_domain_for_recipient(mail: Mail) -> Iterator[Triple]:
    """Recipient -> registrable domain of each link."""
    domains = mail.link_domains()
    for person in mail.own:
        for domain in domains:
            yield f"mail:{person}", domain, mail.peers(person)
