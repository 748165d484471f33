"""A stranger who answers what nobody here has seen."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Severity

LITTLE_KNOWN = 3.0
"""Decayed days from which a domain is known well enough that its people may carry on what others began."""


@detector("mail.thread-out-of-nowhere", Severity.LOW, 40, nats=1.0, techniques=("T1566", "T1656"))
def thread_out_of_nowhere(evidence: Evidence) -> Iterator[Said]:
    """It says that it answers a mail, comes from a sender never seen, and no mail that it names ever passed here.

    Told too: people who are brought into a conversation that others had before.
    Blind to: threads that were stolen with their ids; answers that only say so in the subject, without quoted words;
    mailing lists.
    """
    facts, message, author = evidence.facts, evidence.event.message, evidence.event.author
    if not facts.thread_claimed or facts.wrote_to or message.is_list:
        return
    if facts.sender_days == 0.0 and facts.domain_days < LITTLE_KNOWN:
        named = len({message.in_reply_to, *message.references} - {""})
        what = f"names {named} before it" if named else f"quotes {message.quoted:,} characters of one before it"
        yield f"first mail of {author.addr}, and it {what}: none was seen here", f"mail:{author.addr}", ()
