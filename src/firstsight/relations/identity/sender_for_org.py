"""Who writes to the organisation at all."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation
from firstsight.surprise.normal import ORGANISATION


@relation(Block.IDENTITY, "sender for the organisation", half_life_days=90)
def sender_for_org(mail: Mail) -> Iterator[Triple]:
    """Organisation -> address of the author; its count is the age of the relationship in days."""
    if mail.author.addr:
        yield ORGANISATION, mail.author.addr, ""
