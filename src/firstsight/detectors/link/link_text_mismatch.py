"""A link that says one place and leads to another."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.detectors.link.novelty import new_links
from firstsight.model import Evidence, Severity


@detector("mail.link-text-mismatch", Severity.MEDIUM, 60, nats=1.5, techniques=("T1566.002", "T1036"))
def link_text_mismatch(evidence: Evidence) -> Iterator[Said]:
    """The text of a link names a place, and the link leads to a domain that nobody here was ever led to.

    Blind to: texts without a name of a place ("click here"); domains that are known here; clicks that are counted by
    services which are known to do so.
    """
    for link in new_links(evidence):
        if "text-mismatch" in link.traits:
            reason = f'"{link.text[:80]}" leads to {link.domain}, which was never linked to here'
            yield reason, f"domain:{link.domain}", (link.href,)
