"""What a relation says of a mail, as plain triples."""

from __future__ import annotations

from firstsight.model import EmailActivity, Facts, Intent, Perimeter
from firstsight.relations import Relation
from tests.mails import OWN, looked_at


def triples(
    relation: Relation,
    event: EmailActivity,
    *,
    facts: Facts | None = None,
    wants: Intent | None = None,
    perimeter: Perimeter = OWN,
) -> list[tuple[str, str, str]]:
    """(subject, value, group) of each observation, in order."""
    seen = relation.observe(looked_at(event, facts, wants, perimeter))
    return [(observation.subject, observation.value, observation.group) for observation in seen]
