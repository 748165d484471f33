"""What a sender asks for."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.ASK, "ask of this kind from the sender", half_life_days=90)
def ask_for_sender(mail: Mail) -> Iterator[Triple]:
    """Sender -> intent class: the first ask of this kind, which no warm-up can buy."""
    if mail.author.addr:
        yield f"mail:{mail.author.addr}", mail.intent.kind.value, mail.author.domain
