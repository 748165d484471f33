"""A page in the mail that wants a password, or puts itself together."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.attachment.habit import acquaintance, is_usual
from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Severity

WHY = {
    "assembled-form": "holds a form that only a script puts there",
    "password-field": "asks for a password",
    "smuggling": "hands over a file by script",
    "svg-script": "is a picture with a script in it",
}
"""Traits in order of weight, in words that follow the name of the file."""


@detector("mail.page-with-form", Severity.MEDIUM, 70, nats=2.0, techniques=("T1566.001", "T1027.006", "T1056.003"))
def page_with_form(evidence: Evidence) -> Iterator[Said]:
    """An attached page asks for a password or hides a form or a file in its script, and is new of its sender.

    Blind to: scripts that keep their pieces elsewhere; forms without a password field that are written plainly.
    Encrypted mail of banks comes as such a page as well, the first time.
    """
    for part in evidence.event.message.attachments:
        why = next((words for trait, words in WHY.items() if trait in part.traits), "")
        if why and not is_usual(evidence, part):
            yield f"{part.name or 'a page'} {why}; {acquaintance(evidence)}", part.sha256, (part.name,)
            return
