"""Which people a sender addresses together."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.IDENTITY, "set of recipients for the sender")
def recipients_for_sender(mail: Mail) -> Iterator[Triple]:
    """Sender -> signature of the set of recipients: misdirected mail and blasts break it."""
    recipients = set(mail.event.recipients)
    if mail.author.addr and recipients:
        signature = blake2b("\n".join(sorted(recipients)).encode("utf-8", "replace"), digest_size=8).hexdigest()
        yield f"mail:{mail.author.addr}", f"{min(len(recipients), 99)}:{signature}", mail.author.domain
