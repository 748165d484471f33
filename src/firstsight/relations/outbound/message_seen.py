"""Which messages passed here."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation
from firstsight.surprise.normal import ORGANISATION


@relation(Block.IDENTITY, "message that passed here", half_life_days=30, kind="memory", live=True)
def message_seen(mail: Mail) -> Iterator[Triple]:
    """Organisation -> Message-ID; never scored, it tells an answer in a known thread from a claimed one."""
    if mail.event.message.message_id:
        yield ORGANISATION, mail.event.message.message_id, ""
