"""What is new to whom, among the links of one mail."""

from __future__ import annotations

from firstsight.mail.urls.hosting import SHARED
from firstsight.model import Evidence, Link


def new_in(evidence: Evidence, relation: str) -> set[str]:
    """Values of a relation that nobody in the organisation ever saw, as far as the counts go."""
    return {
        surprise.observation.value
        for surprise in evidence.surprises
        if surprise.observation.relation == relation and surprise.new_everywhere
    }


def new_links(evidence: Evidence) -> list[Link]:
    """Links that a click can follow, to domains that nobody here was ever led to."""
    new = new_in(evidence, "mail.link_domain_for_org")
    return [link for link in evidence.event.message.links if link.place != "image" and link.domain in new]


def shared_links(evidence: Evidence) -> list[Link]:
    """Links into houses where anybody puts something: the domain is known and says nothing."""
    links = evidence.event.message.links
    return [link for link in links if link.place != "image" and not SHARED.isdisjoint(link.traits)]


def is_stranger(evidence: Evidence) -> bool:
    """Whether the sender was never seen here and nobody here wrote to it."""
    return evidence.facts.sender_days == 0.0 and not evidence.facts.wrote_to
