"""The frozen nouns that every layer shares. Nothing here acts."""

from firstsight.model.event import DAY, Event, day_of
from firstsight.model.evidence import Block, Counts, Facts, Finding, Observation, Severity, Surprise
from firstsight.model.mail import (
    Address,
    Attachment,
    AuthResults,
    Detail,
    Direction,
    EmailActivity,
    Envelope,
    Link,
    Message,
    Perimeter,
)
from firstsight.model.verdict import Action, ActionKind, Evidence, Intent, IntentClass, Rewritten, Term, Verdict

__all__ = [
    "DAY",
    "Action",
    "ActionKind",
    "Address",
    "Attachment",
    "AuthResults",
    "Block",
    "Counts",
    "Detail",
    "Direction",
    "EmailActivity",
    "Envelope",
    "Event",
    "Evidence",
    "Facts",
    "Finding",
    "Intent",
    "IntentClass",
    "Link",
    "Message",
    "Observation",
    "Perimeter",
    "Rewritten",
    "Severity",
    "Surprise",
    "Term",
    "Verdict",
    "day_of",
]
