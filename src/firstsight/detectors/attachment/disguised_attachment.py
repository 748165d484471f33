"""An attachment that is not what it says."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Severity


@detector("mail.disguised-attachment", Severity.MEDIUM, 60, nats=1.5, techniques=("T1036.008", "T1566.001"))
def disguised_attachment(evidence: Evidence) -> Iterator[Said]:
    """Name or declared type of an attachment promise another family of content than its first octets.

    Blind to: what is inside archives and documents; types without a signature, such as plain scripts.
    """
    for part in evidence.event.message.attachments:
        if part.mismatch:
            yield f"{part.name or 'a part'} says {part.declared} and is {part.detected}", part.sha256, (part.name,)
