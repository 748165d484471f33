"""Which messages own people wrote."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block, Direction
from firstsight.relations.relation import Mail, Triple, relation
from firstsight.surprise.normal import ORGANISATION


@relation(Block.IDENTITY, "message of our own", half_life_days=30, kind="memory", live=True)
def message_seen(mail: Mail) -> Iterator[Triple]:
    """Organisation -> Message-ID of own mail; never scored, it tells an answer to us from one that is only claimed.

    Only own people's messages count: a stranger's second mail could else answer the first.
    """
    if mail.event.message.message_id and mail.event.direction != Direction.INBOUND:
        yield ORGANISATION, mail.event.message.message_id, ""
