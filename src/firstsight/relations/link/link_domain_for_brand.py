"""Where links that name a brand lead."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.names import brand_of
from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.LINK, "link domain behind the name in the link text", half_life_days=90)
def link_domain_for_brand(mail: Mail) -> Iterator[Triple]:
    """Domain or brand named by a link's text -> registrable domain that the link leads to."""
    for link in mail.event.message.links:
        brand = brand_of(link.text) if link.domain else ""
        if brand:
            yield f"brand:{brand}", link.domain, ""
