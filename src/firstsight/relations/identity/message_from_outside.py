"""Which messages came in."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block, Direction
from firstsight.relations.relation import Mail, Triple, relation
from firstsight.surprise.normal import ORGANISATION


@relation(Block.IDENTITY, "message from outside", half_life_days=30, kind="memory", live=True)
def message_from_outside(mail: Mail) -> Iterator[Triple]:
    """Organisation -> Message-ID of mail that came in; never scored, it tells a thread that passed here from none.

    It is known at once although strangers write it: all that they buy is that their second mail answers their first.
    What own people wrote is remembered apart (`mail.message_seen`): only that says that an answer was wanted.
    """
    if mail.event.message.message_id and mail.event.direction == Direction.INBOUND:
        yield ORGANISATION, mail.event.message.message_id, ""
