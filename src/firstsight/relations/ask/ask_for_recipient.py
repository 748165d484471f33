"""What is asked of a person, and by whom."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.ASK, "ask of this kind by somebody known so long", half_life_days=90)
def ask_for_recipient(mail: Mail) -> Iterator[Triple]:
    """Recipient -> intent class and how long the sender is known (new, young, grown, old)."""
    days = mail.facts.sender_days
    age = "new" if days == 0 else "young" if days < 3 else "grown" if days < 10 else "old"
    for person in mail.own:
        yield f"mail:{person}", f"{mail.intent.kind.value} {age}", mail.peers(person)
