"""Where the organisation is asked to pay or to call."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.details import PAYEES, key_of
from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation
from firstsight.surprise.normal import ORGANISATION

CALLED = PAYEES | {"phone"}
"""Kinds of details that are payees or are to be called."""


@relation(Block.ASK, "account, wallet or phone number", half_life_days=180)
def payee_for_org(mail: Mail) -> Iterator[Triple]:
    """Organisation -> bank account, wallet and telephone number in the text: a warm-up must name them first."""
    for detail in mail.event.message.details:
        if detail.kind in CALLED:
            yield ORGANISATION, key_of(detail), ""
