"""Which address a name belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.names import name_key
from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.IDENTITY, "address behind the display name", half_life_days=90)
def address_for_name(mail: Mail) -> Iterator[Triple]:
    """Display name -> address: a known name at a new address is how people are impersonated."""
    name = name_key(mail.author.name)
    if name and mail.author.addr:
        yield f"name:{name}", mail.author.addr, ""
