"""Since when a domain is known."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.IDENTITY, "first day of the sender domain", half_life_days=180, kind="memory")
def domain_since(mail: Mail) -> Iterator[Triple]:
    """Sender domain -> "first", on the first day that taught of it and never again; never scored.

    So the day on which this was counted last is the day on which the domain was seen first.
    """
    if mail.author.domain and mail.facts.domain_days == 0.0:
        yield f"domain:{mail.author.domain}", "first", ""
