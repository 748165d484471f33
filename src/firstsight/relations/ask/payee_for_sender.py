"""Which accounts a correspondent names: a supplier's rarely changes."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.details import PAYEES, key_of
from firstsight.mail.domains import registrable
from firstsight.mail.urls.providers import is_free_mail
from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.ASK, "account of the sender's domain", half_life_days=360, weight=0.5)
def payee_for_sender(mail: Mail) -> Iterator[Triple]:
    """Domain of the sender -> bank accounts and wallets that its mail names; among free mailboxes its address.

    No warm-up takes back what a supplier named before.
    """
    author = mail.author
    domain = registrable(author.domain)
    if domain:
        subject = f"mail:{author.addr}" if is_free_mail(author.domain) else f"domain:{domain}"
        for detail in mail.event.message.details:
            if detail.kind in PAYEES:
                yield subject, key_of(detail), ""
