"""Evidence as detectors and policy see it, built by hand: what was new to whom, what is known, what is asked."""

from __future__ import annotations

from typing import Any

from firstsight.model import Counts, EmailActivity, Evidence, Facts, Observation, Surprise
from tests.mails import intent, mail


def surprise(relation: str, value: str, *seen: float, calibrated: float = 0.5, subject: str = "org") -> Surprise:
    """An observation whose value each level, the leaf first, has seen with these weights."""
    counts = tuple(Counts(f"level{number}", c, min(c, 1.0), 9.0, 3.0, 3.0, 0.5) for number, c in enumerate(seen))
    return Surprise(Observation(f"mail.{relation}", subject, value), calibrated, calibrated, 1.0, counts)


def new_link(domain: str, *, org: float = 0.0, domain_seen: float = 0.0, sender: float = 0.0) -> tuple[Surprise, ...]:
    """What the link relations say of a link domain: how often the organisation, the sender's domain, the sender did."""
    return (
        surprise("link_domain_for_org", domain, org),
        surprise("link_domain_for_domain", domain, domain_seen, org),
        surprise("link_domain_for_sender", domain, sender, domain_seen, org),
    )


def evidence(
    event: EmailActivity | None = None, *surprises: Surprise, facts: Facts | None = None, p: float = 1.0, **fields: Any
) -> Evidence:
    """Evidence of one event; what is not named is ordinary."""
    wants = fields.pop("wants", None) or intent()
    return Evidence(event or mail(), facts or Facts(), wants, surprises, p, **fields)
