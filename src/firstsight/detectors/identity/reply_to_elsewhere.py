"""Answers would go somewhere else."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.mail.urls.providers import is_free_mail
from firstsight.model import EmailActivity, Evidence, Severity


@detector("mail.reply-to-elsewhere", Severity.LOW, 40, nats=1.0, techniques=("T1656",))
def reply_to_elsewhere(evidence: Evidence) -> Iterator[Said]:
    """Reply-To leads to another organisation, where this author never had answers sent before.

    Blind to: reply addresses at the author's own domain; mailing lists; senders whose answers go to many places.
    """
    facts, event = evidence.facts, evidence.event
    if facts.reply_elsewhere and not facts.wrote_to and not private_reply(event):
        elsewhere = ", ".join(address.addr for address in event.message.reply_to[:3])
        known = f"{event.author.addr} wrote here on {facts.sender_days:.0f} days"
        yield f"answers go to {elsewhere}; {known} and never wanted them there", f"mail:{event.author.addr}", ()


def private_reply(event: EmailActivity) -> str:
    """The first reply address at a provider of mailboxes for anybody, where the author writes from no such provider."""
    if is_free_mail(event.author.domain):
        return ""
    return next((reply.addr for reply in event.message.reply_to if is_free_mail(reply.domain)), "")
