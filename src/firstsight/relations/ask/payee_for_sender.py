"""Which accounts a correspondent names: a supplier's rarely changes."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.details import PAYEES
from firstsight.mail.domains import registrable
from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.ASK, "account of the sender's domain", half_life_days=360, weight=0.5)
def payee_for_sender(mail: Mail) -> Iterator[Triple]:
    """Domain of the sender -> bank accounts and wallets that its mail names."""
    domain = registrable(mail.author.domain)
    if domain:
        for detail in mail.event.message.details:
            if detail.kind in PAYEES:
                yield f"domain:{domain}", f"{detail.kind}:{detail.value}", ""
