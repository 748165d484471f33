"""Where answers are wanted."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.domains import registrable
from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.IDENTITY, "reply address for the sender")
def reply_to_for_sender(mail: Mail) -> Iterator[Triple]:
    """Sender -> registrable domain of Reply-To, 'same' where it is the author's own or absent."""
    if not mail.author.addr:
        return
    own = registrable(mail.author.domain)
    replies = [registrable(address.domain) for address in mail.event.message.reply_to if address.domain]
    for domain in dict.fromkeys(replies or [own]):
        yield f"mail:{mail.author.addr}", "same" if domain == own else domain, own
