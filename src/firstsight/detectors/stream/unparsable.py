"""A message that could not be read as one."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Severity


@detector("mail.unparsable", Severity.LOW, 90, nats=1.0, techniques=("T1027",))
def unparsable(evidence: Evidence) -> Iterator[Said]:
    """The octets are no message that could be read to its end; it was judged by what could be read.

    Blind to: defects that every mail program repairs alike; those are kept in the message's list of defects only.
    """
    for defect in evidence.event.message.defects:
        if defect.startswith("unreadable"):
            yield defect, evidence.event.uid, ()
            return
