"""Messages with rewritten links and the verdicts on them, made up so that a test says only what it is about."""

from __future__ import annotations

from typing import Any

from firstsight.lab.audit.classes import RELATION
from firstsight.mail.parts import opened
from firstsight.mail.unwrap.rewriting import rewritten_of
from firstsight.model import ActionKind, Counts, Message, Observation, Surprise, Verdict
from tests.mails import link
from tests.unit.lab.report.verdicts import FIRST_DAY, verdict

CORP = ("corp.example",)
"""The organisation whose people get the mail; `wraps.safelinks` names one of them."""


def message(*urls: str, place: str = "html", text: str = "", quoted: int = 0) -> Message:
    """A message with these links, as they are read."""
    return Message((), "", text, quoted=quoted, links=tuple(opened(link(url, place=place)) for url in urls))


def met(domain: str, days: float) -> Surprise:
    """The organisation had links to the domain on so many days."""
    counts = Counts("org", days, min(days, 1.0), 400.0, 20.0, 90.0, 0.05)
    return Surprise(Observation(RELATION, "org", domain), 0.5, 0.5, 1.0, (counts,))


def judged(
    of: Message, seen: dict[str, float], action: ActionKind = ActionKind.NONE, day: int = 0, **more: Any
) -> Verdict:
    """The verdict on a message that came so many days after the first; `seen`: link domains and their decayed days."""
    return verdict(
        day=FIRST_DAY + day,
        time=(FIRST_DAY + day) * 86_400 + 36_000,
        links=tuple(dict.fromkeys(one.host for one in of.links)),
        surprises=tuple(met(domain, days) for domain, days in seen.items()),
        rewritten=rewritten_of(of),
        action=action,
        **more,
    )
