"""Which organisations write to ours at all."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation
from firstsight.surprise.normal import ORGANISATION


@relation(Block.IDENTITY, "sender domain for the organisation", half_life_days=90)
def sender_domain_for_org(mail: Mail) -> Iterator[Triple]:
    """Organisation -> domain of the author."""
    if mail.author.domain:
        yield ORGANISATION, mail.author.domain, ""
