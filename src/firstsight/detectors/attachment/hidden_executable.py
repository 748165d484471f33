"""A program under wraps: in an archive, in a disk image, behind another extension, or as it is."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.attachment.habit import acquaintance, is_usual, listed, traits_of
from firstsight.detectors.detector import Said, detector
from firstsight.mail.inside.names import traits_of_name
from firstsight.model import Attachment, Evidence, Severity

DISGUISES = {
    "double-extension": "its true extension stands behind another one",
    "hidden-extension": "its true extension is turned round or pushed out of sight",
    "mismatched-names": "it shows different files to different programs",
}
"""What nobody does by accident, in words."""

MAY_BE_RUN = {
    "executable": "a program or script",
    "disk-image": "a disk image",
    "exotic-archive": "an archive of a kind that hardly anybody sends",
    "bomb": "contents blown up beyond what scanners open",
}
"""What is ordinary from some senders and not from others, in words."""


@detector("mail.hidden-executable", Severity.MEDIUM, 60, nats=2.0, techniques=("T1204.002", "T1036.007", "T1566.001"))
def hidden_executable(evidence: Evidence) -> Iterator[Said]:
    """A program that is disguised by its name, or that comes from a sender who never sent such a file.

    Scripts, shortcuts and disk images are programs; they are looked for in archives and documents as well.
    Blind to: archives that do not even show names; programs that known senders attach as a habit, undisguised.
    """
    for part in evidence.event.message.attachments:
        traits = traits_of(part)
        disguise = [words for trait, words in DISGUISES.items() if trait in traits]
        carried = [words for trait, words in MAY_BE_RUN.items() if trait in traits]
        if disguise or (carried and not is_usual(evidence, part)):
            what = "; ".join([*carried, *disguise])
            reason = f"{part.name or 'a part'}{_held(part)}: {what}; {_known(evidence, part)}"
            yield reason, part.sha256, (part.name,)


def _held(part: Attachment) -> str:
    """The files in it that are meant, and how many there are in all."""
    if not part.holds:
        return ""
    meant = tuple(name for name in part.holds if traits_of_name(name, ""))
    return f" holds {listed(meant or part.holds)} among {len(part.holds)} files"


def _known(evidence: Evidence, part: Attachment) -> str:
    if is_usual(evidence, part):
        return f"the sender is known for {evidence.facts.sender_days:.0f} days"
    return acquaintance(evidence)
