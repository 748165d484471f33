"""A trusted voice that suddenly points somewhere nobody here has ever been."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.detectors.link.novelty import new_in
from firstsight.mail.domains import registrable
from firstsight.mail.urls.popularity import is_popular
from firstsight.model import Evidence, Severity

WELL_KNOWN_DAYS = 3.0
"""Decayed days on which the sender was seen here, for it to be one whom people trust."""


@detector("mail.known-sender-new-link", Severity.MEDIUM, 60, nats=2.0, techniques=("T1566.002", "T1199"))
def known_sender_new_link(evidence: Evidence) -> Iterator[Said]:
    """A well-known sender, and a link to a domain new to the sender, to its organisation and to ours.

    Blind to: links to places that everybody uses (file hosts, form builders, known sites); first mails of a sender.
    """
    if evidence.facts.sender_days < WELL_KNOWN_DAYS:
        return
    author = evidence.event.author
    own = registrable(author.domain)
    new_to_org = new_in(evidence, "mail.link_domain_for_org")
    new_to_sender = new_in(evidence, "mail.link_domain_for_sender")
    new_to_domain = new_in(evidence, "mail.link_domain_for_domain")
    new = {name for name in new_to_org & new_to_sender & new_to_domain - {own} if "." in name and not is_popular(name)}
    for domain in dict.fromkeys(link.domain for link in evidence.event.message.links if link.domain in new):
        targets = tuple(link.href for link in evidence.event.message.links if link.domain == domain)
        days = evidence.facts.sender_days
        reason = f"{author.addr} is known for {days:.0f} days and never linked to {domain}; nor did anybody"
        yield reason, f"domain:{domain}", targets
