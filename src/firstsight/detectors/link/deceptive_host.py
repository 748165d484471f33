"""A link whose name is written to be read as another."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Severity

TRICKS = {
    "userinfo": "shows another name before an @",
    "mixed-script": "passes off letters of other scripts",
    "borrowed-name": "begins with the name of a well-known place",
    "encoded-host": "hides its name in escapes",
}
"""Traits that hardly ever come about by accident, in words that follow the name of the place."""


@detector("mail.deceptive-host", Severity.MEDIUM, 70, nats=1.5, techniques=("T1566.002", "T1036"))
def deceptive_host(evidence: Evidence) -> Iterator[Said]:
    """A link's host pretends to be another, or is a bare address in the mail of somebody never seen here.

    Blind to: names that are merely chosen well; tricks of a domain that the sender has long linked to.
    """
    known = {
        surprise.observation.value
        for surprise in evidence.surprises
        if surprise.observation.relation == "mail.link_domain_for_domain" and surprise.counts[0].c > 0.0
    }
    stranger = evidence.facts.sender_days == 0.0
    said: dict[str, str] = {}
    for link in evidence.event.message.links:
        if link.place == "image" or link.domain in known:
            continue
        trick = next((how for trait, how in TRICKS.items() if trait in link.traits), "")
        if not trick and stranger and "ip-host" in link.traits:
            trick = "is an address where a name belongs"
        if trick:
            said.setdefault(link.host, trick)
    for host, trick in said.items():
        targets = tuple(link.href for link in evidence.event.message.links if link.host == host)
        days = evidence.facts.sender_days
        yield f"{host} {trick}; the sender is known for {days:.0f} days and never linked there", f"host:{host}", targets
