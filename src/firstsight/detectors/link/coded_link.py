"""A link that hides in a picture."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.detectors.link.novelty import is_stranger, new_links, shared_links
from firstsight.model import Evidence, Severity


@detector("mail.coded-link", Severity.MEDIUM, 70, nats=2.0, techniques=("T1566.002", "T1027"))
def coded_link(evidence: Evidence) -> Iterator[Said]:
    """A sender never seen here brings a QR or other code whose link leads to a place that is new here.

    Blind to: codes drawn so that no reader reads them; codes in pictures that are fetched from elsewhere; senders who
    wrote before. Tickets and passes of new organisers look the same.
    """
    if not is_stranger(evidence):
        return
    for link in dict.fromkeys((*new_links(evidence), *shared_links(evidence))):
        if link.place == "qr":
            reason = f"a code in a picture of a sender never seen here leads to {link.host}, where nobody here was led"
            yield reason, f"domain:{link.domain}", (link.href,)
