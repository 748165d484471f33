"""Where the organisation is asked to pay or to call."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.payees import payees
from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation
from firstsight.surprise.normal import ORGANISATION


@relation(Block.ASK, "account, wallet or phone number", half_life_days=180)
def payee_for_org(mail: Mail) -> Iterator[Triple]:
    """Organisation -> bank account, wallet and telephone number in the text."""
    for payee in payees(mail.event.message.text):
        yield ORGANISATION, payee, ""
