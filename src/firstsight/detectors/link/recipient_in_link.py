"""A stranger's link that knows whom it was sent to."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.detectors.link.novelty import is_stranger, new_links, shared_links
from firstsight.model import Evidence, Severity


@detector("mail.recipient-in-link", Severity.MEDIUM, 60, nats=1.5, techniques=("T1566.002", "T1598.003"))
def recipient_in_link(evidence: Evidence) -> Iterator[Said]:
    """A sender never seen here brings a link that carries the recipient's address, to a place that is new here.

    Blind to: tokens that stand for an address without spelling it; senders who wrote before. Real newsletters
    do it too, the first time.
    """
    if not is_stranger(evidence):
        return
    for link in dict.fromkeys((*new_links(evidence), *shared_links(evidence))):
        if "recipient-in-link" in link.traits:
            reason = f"a sender never seen here links to {link.host} with the recipient's address in the link"
            yield reason, f"domain:{link.domain}", (link.href,)
            return
