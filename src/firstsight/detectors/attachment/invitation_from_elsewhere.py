"""An invitation that does not come from whom it names, or leads a stranger's guest somewhere new."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.detectors.link.novelty import is_stranger, new_links
from firstsight.model import Evidence, Severity


@detector("mail.invitation-from-elsewhere", Severity.MEDIUM, 50, nats=1.5, techniques=("T1566.002", "T1656"))
def invitation_from_elsewhere(evidence: Evidence) -> Iterator[Said]:
    """A sender never seen here invites: for an organizer of another organisation, or with a link to a new place.

    Blind to: invitations whose links lead to well-known meeting services; senders who wrote before. Agencies that
    invite on behalf of others look the same, the first time.
    """
    if not is_stranger(evidence):
        return
    places = [link.domain for link in new_links(evidence)]  # one that the body has too is kept as the body's
    for part in evidence.event.message.attachments:
        if "organizer-elsewhere" in part.traits:
            reason = "a sender never seen here brings an invitation whose organizer is of another organisation"
            yield reason, part.sha256, (part.name,)
            return
        if "invitation" in part.traits and places:
            reason = f"a sender never seen here invites to {places[0]}, where nobody here was ever led"
            yield reason, f"domain:{places[0]}", (part.name,)
            return
