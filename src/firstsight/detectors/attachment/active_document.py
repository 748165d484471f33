"""A document that does something when it is opened."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.attachment.habit import acquaintance, is_usual, listed
from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Severity

ACTIVE = {
    "external-template": "loads another document from elsewhere",
    "dde": "talks to another program",
    "pdf-launch": "starts a program or opens another file",
    "embedded-object": "holds a packed file that a click opens",
    "pdf-script": "runs a script",
}
"""Traits that alone make a document active, in words."""


@detector("mail.active-document", Severity.MEDIUM, 60, nats=1.5, techniques=("T1566.001", "T1204.002", "T1221"))
def active_document(evidence: Evidence) -> Iterator[Said]:
    """A document that does something when it is opened, from a sender who never sent such a file.

    It has a macro that runs by itself, a template from elsewhere, a DDE call, a packed file, or a script.
    Blind to: encrypted documents; macros that the reader has to start; known senders who send such documents as a
    habit; documents that only ask to be believed.
    """
    for part in evidence.event.message.attachments:
        if not part.traits:
            continue
        does = [words for trait, words in ACTIVE.items() if trait in part.traits]
        if "auto-exec" in part.traits:
            more = " and starts programs" if "starts-programs" in part.traits else ""
            does.insert(0, f"has a macro that runs by itself{more}")
        if does and not is_usual(evidence, part):
            held = f" ({listed(part.holds)})" if part.holds else ""
            name = part.name or "a part"
            yield f"{name} {'; '.join(does)}{held}; {acquaintance(evidence)}", part.sha256, (part.name,)
