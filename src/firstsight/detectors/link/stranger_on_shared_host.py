"""A stranger who sends people to a house where anybody puts something."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.detectors.link.novelty import is_stranger, shared_links
from firstsight.mail.urls.hosting import PLACES
from firstsight.model import Evidence, Severity


@detector("mail.stranger-on-shared-host", Severity.LOW, 40, nats=1.0, techniques=("T1566.002", "T1608.005"))
def stranger_on_shared_host(evidence: Evidence) -> Iterator[Said]:
    """A sender never seen here links to free hosting, a file host, a form or a short name: the house says nothing.

    Blind to: senders who wrote before; houses that no list has. Strangers share documents for good reasons as well.
    """
    if not is_stranger(evidence):
        return
    for link in shared_links(evidence):
        kind = next(trait for trait in link.traits if trait in PLACES)
        yield (
            f"a sender never seen here links to {link.host} ({kind}: {PLACES[kind]})",
            f"host:{link.host}",
            (link.href,),
        )
        return
