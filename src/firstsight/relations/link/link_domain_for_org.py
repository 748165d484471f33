"""Where links in the organisation's mail lead."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation
from firstsight.surprise.normal import ORGANISATION


@relation(Block.LINK, "link domain for the organisation", half_life_days=90)
def link_domain_for_org(mail: Mail) -> Iterator[Triple]:
    """Organisation -> registrable domain of each link, whoever sent it."""
    for domain in mail.link_domains():
        yield ORGANISATION, domain, ""
