"""What is known of the two ends of a mail before it is judged: few look-ups, which a person would make first."""

from __future__ import annotations

from firstsight.mail.names import name_key
from firstsight.model import EmailActivity, Facts
from firstsight.relations import SCALES
from firstsight.relations.relation import bounded
from firstsight.surprise.normal import ORGANISATION, Normal
from firstsight.surprise.today import Today

MOST_ASKED = 20
"""Own recipients and references that are looked up; a mail to a thousand people is no better known for it."""

ESTABLISHED_DAYS = 3.0
"""A display name belongs to somebody when it was seen on at least so many (decayed) days."""


MOST_ADDRESSES = 20
"""A name with more addresses ("Customer Support") is that of a function, not of a person."""


def facts_of(event: EmailActivity, own: tuple[str, ...], normal: Normal, today: Today) -> Facts:
    """The facts as of last midnight, with what own people did today on top."""
    author = event.author
    message = event.message

    def days(relation: str, subject: str, value: str) -> float:
        cell = normal.value(relation, bounded(subject), bounded(value))
        return cell[0] * SCALES[relation].decay(max(0, today.day - cell[1])) if cell else 0.0

    def seen(relation: str, value: str) -> bool:
        return today.knows(relation, ORGANISATION, bounded(value)) or days(relation, ORGANISATION, value) > 0.0

    pairs = (days("mail.sender_for_recipient", f"mail:{person}", author.addr) for person in own[:MOST_ASKED])
    answers = dict.fromkeys((message.in_reply_to, *message.references[-MOST_ASKED:]))
    return Facts(
        sender_days=days("mail.sender_for_org", ORGANISATION, author.addr),
        domain_days=days("mail.sender_domain_for_org", ORGANISATION, author.domain),
        pair_days=max(pairs, default=0.0),
        wrote_to=bool(author.addr) and seen("mail.written_to", author.addr),
        thread_known=any(seen("mail.message_seen", answer) for answer in answers if answer),
        name_elsewhere=_belongs_to_another(author.name, author.addr, normal, today.day),
    )


def _belongs_to_another(name: str, address: str, normal: Normal, day: int) -> bool:
    """The display name is established here, mostly at one address, and never came from this one."""
    key = name_key(name)
    if not key or not address:
        return False
    relation, subject = "mail.address_for_name", bounded(f"name:{key}")
    total, mine = normal.read(relation, subject, bounded(address))
    if total is None or mine is not None or total[2] > MOST_ADDRESSES:
        return False
    decay = SCALES[relation].decay
    most = max((c * decay(max(0, day - last)) for c, last in normal.values(relation, subject)), default=0.0)
    return most >= ESTABLISHED_DAYS and most >= 0.5 * total[0] * decay(max(0, day - total[3]))
