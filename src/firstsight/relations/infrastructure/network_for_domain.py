"""Where a domain's mail comes from."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.names import network_of
from firstsight.model import Block
from firstsight.relations.relation import Mail, Triple, relation


@relation(Block.INFRASTRUCTURE, "sending network of the domain")
def network_for_domain(mail: Mail) -> Iterator[Triple]:
    """Sender domain -> /24 or /48 of the client that handed the mail over."""
    network = network_of(mail.event.envelope.client_ip)
    if network and mail.author.domain:
        yield f"domain:{mail.author.domain}", network, ""
