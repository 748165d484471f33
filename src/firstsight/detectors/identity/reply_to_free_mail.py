"""A company whose answers go to a mailbox that anybody gets."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.detectors.identity.reply_to_elsewhere import private_reply
from firstsight.model import Evidence, Severity


@detector("mail.reply-to-free-mail", Severity.MEDIUM, 60, nats=1.5, techniques=("T1656", "T1585.002"))
def reply_to_free_mail(evidence: Evidence) -> Iterator[Said]:
    """Reply-To leads from a domain of somebody's own to a provider of mailboxes for anybody, for the first time.

    Blind to: providers that are not listed; mailing lists; web forms that pass on what visitors write, once they did so
    for several.
    """
    facts, author = evidence.facts, evidence.event.author
    reply = private_reply(evidence.event) if facts.reply_elsewhere else ""
    if reply and not facts.wrote_to:
        known = f"{author.addr} wrote here on {facts.sender_days:.0f} days"
        yield f"answers go to {reply}, a mailbox that anybody gets; {known}", f"mail:{author.addr}", ()
