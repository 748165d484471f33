"""Somebody with a known name who wants gift cards."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.detectors.link.novelty import is_stranger
from firstsight.model import Evidence, Severity


@detector("mail.gift-card-ask", Severity.MEDIUM, 50, nats=1.5, techniques=("T1657", "T1656"))
def gift_card_ask(evidence: Evidence) -> Iterator[Said]:
    """Gift cards are spoken of by a sender never seen here who bears a name that belongs to somebody else.

    Blind to: requests that name the cards only in the second mail; shops, which bear their own name.
    """
    facts = evidence.facts
    card = next((d.value for d in evidence.event.message.details if d.kind == "gift-card"), "")
    if card and is_stranger(evidence) and (facts.own_name or facts.name_elsewhere):
        author = evidence.event.author
        whose = facts.own_name or "another address here"
        yield f'{card} cards, asked for by "{author.name}", a name of {whose}', f"mail:{author.addr}", ()
