"""Who signs for a domain."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.INFRASTRUCTURE, "DKIM domain of the sender domain")
def dkim_for_domain(mail: Mail) -> Iterator[Triple]:
    """Sender domain -> domains whose DKIM signature verified, 'none' without one (RFC 6376)."""
    auth = mail.event.auth
    if auth.source and mail.author.domain:
        for domain in auth.dkim_domains[:5] or ("none",):
            yield f"domain:{mail.author.domain}", domain, ""
