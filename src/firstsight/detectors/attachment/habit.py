"""Whether a sender is one from whom such a file comes as no surprise, and how to say so."""

from __future__ import annotations

from firstsight.mail.inside.names import traits_of_name
from firstsight.model import Attachment, Evidence

RELATION = "mail.attachment_for_sender"
"""The relation that counts what kinds of files a sender attaches."""

LONGEST = 200
"""Characters of a kind that are counted, as of every value."""


def is_usual(evidence: Evidence, part: Attachment) -> bool:
    """Whether the sender is known here, and sent files of this kind before, as far as that was counted."""
    if evidence.facts.sender_days == 0.0 and not evidence.facts.wrote_to:
        return False
    kind = f"{part.extension} {part.detected or part.declared}"[:LONGEST]
    return not any(
        surprise.observation.relation == RELATION and surprise.observation.value == kind and surprise.counts[0].c == 0.0
        for surprise in evidence.surprises
    )


def acquaintance(evidence: Evidence) -> str:
    """How well the sender is known, in words and a count."""
    days = evidence.facts.sender_days
    if days > 0.0:
        return f"from a sender known for {days:.0f} days who never sent such a file"
    if evidence.facts.wrote_to:
        return "from a sender who was only written to before"
    return "from a sender never seen here"


def traits_of(part: Attachment) -> frozenset[str]:
    """All that was found in a file and all that its own name says, in words of `mail.inside.TRAITS`."""
    return frozenset(part.traits).union(traits_of_name(part.name, part.detected))


def listed(names: tuple[str, ...], most: int = 3) -> str:
    """The first names, and how many more there are.

    >>> listed(("a", "b", "c"), 2)
    'a, b and 1 more'
    """
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
