"""Whether a sender is vouched for as usual."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.INFRASTRUCTURE, "authentication result of the sender")
def auth_for_sender(mail: Mail) -> Iterator[Triple]:
    """Sender -> SPF, DKIM and DMARC results together (RFC 8601)."""
    auth = mail.event.auth
    if auth.source and mail.author.addr:
        yield f"mail:{mail.author.addr}", f"{auth.spf}/{auth.dkim}/{auth.dmarc}", mail.author.domain
