"""A known sender whose mail comes another way in every respect."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Severity, Surprise

KNOWN_DAYS = 3.0
"""Decayed days on which the sender was seen here, for it to have habits."""

WAYS = {
    "mail.auth_for_sender": "authentication",
    "mail.network_for_domain": "network",
    "mail.client_for_sender": "mail program",
}
"""Relations that tell how mail of a sender comes, in words."""


@detector("mail.sender-changed", Severity.MEDIUM, 60, nats=2.0, techniques=("T1656", "T1586.002"))
def sender_changed(evidence: Evidence) -> Iterator[Said]:
    """A sender known for days: its authentication results are new for it, and so is its network or its mail program.

    Nothing where DMARC passes, since the domain then vouches for the way.
    Blind to: senders without authentication results; accounts that were taken over and write the usual way.
    """
    author = evidence.event.author
    if evidence.facts.sender_days < KNOWN_DAYS or evidence.event.auth.dmarc == "pass":
        return
    new = {s.observation.relation: s for s in evidence.surprises if s.observation.relation in WAYS and _is_new(s)}
    if "mail.auth_for_sender" in new and len(new) > 1:
        said = "; ".join(f"{WAYS[name]} {_in_counts(surprise)}" for name, surprise in new.items())
        reason = f"{author.addr} is known for {evidence.facts.sender_days:.0f} days, but all is new: {said}"
        yield reason, f"mail:{author.addr}", ()


def _is_new(surprise: Surprise) -> bool:
    """The sender (or its domain) has habits in this, and never did it this way."""
    own = surprise.counts[0]
    return own.c == 0.0 and own.n >= KNOWN_DAYS


def _in_counts(surprise: Surprise) -> str:
    return f"{surprise.observation.value} never before, {surprise.counts[0].k:.0f} others"
