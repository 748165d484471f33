"""What is known of the two ends of a mail before it is judged: few look-ups, which a person would make first."""

from __future__ import annotations

import re

from firstsight.mail.domains import registrable
from firstsight.mail.names import name_key
from firstsight.model import Address, AuthResults, Direction, EmailActivity, Facts, Message
from firstsight.relations import SCALES
from firstsight.relations.circle import ESTABLISHED_DAYS, NOTHING, Circle, Likeness
from firstsight.relations.relation import bounded
from firstsight.surprise.normal import ORGANISATION, Normal
from firstsight.surprise.today import Today

MOST_ASKED = 20
"""Own recipients and references that are looked up; a mail to a thousand people is no better known for it."""

MOST_ADDRESSES = 20
"""A name with more addresses ("Customer Support") is that of a function, not of a person."""

SERVICE_NAMES = 3.0
"""An address that so many names write from passes on what others say: a tracker, a shared document, a list."""

FADED_BY_A_WEEK = 0.9
"""Mean weight of the messages that are remembered, under which they are old enough (half-life 30 days; about a week of
mail): before that, most threads are older than our memory and it says nothing that we do not know them.
"""

FEWEST_REMEMBERED = 100
"""Messages from outside under which nothing is said of those that are not among them."""

USUAL_REPLIES = 3.0
"""A sender that had answers sent to so many places is one whose answers go to whoever is behind it: a web form."""

_ANSWER = re.compile(r"\s{0,8}(?:re|aw|sv|antw|rif|vs|odp|ynt)\s?(?:\[\d{1,3}\])?\s?[:\uff1a]", re.IGNORECASE)
"""What mail programs put before the subject of an answer. Source: RFC 5322, section 3.6.5, and its translations."""


class Known:
    """Look-ups in normal as of last midnight, with what own people did today on top."""

    def __init__(self, normal: Normal, today: Today) -> None:
        self.normal, self._today, self.day = normal, today, today.day

    def days(self, relation: str, subject: str, value: str) -> float:
        """Decayed days on which the subject did this; 0 for never."""
        cell = self.normal.value(relation, bounded(subject), bounded(value))
        return cell[0] * SCALES[relation].decay(max(0, self.day - cell[1])) if cell else 0.0

    def seen(self, relation: str, value: str) -> bool:
        """Whether the organisation did this ever, or today in a live relation."""
        if self._today.knows(relation, ORGANISATION, bounded(value)):
            return True
        return self.days(relation, ORGANISATION, value) > 0.0


def facts_of(event: EmailActivity, own: tuple[str, ...], normal: Normal, today: Today, circle: Circle) -> Facts:
    """The facts as of last midnight, with what own people did today on top."""
    author, message = event.author, event.message
    known = Known(normal, today)
    pairs = (known.days("mail.sender_for_recipient", f"mail:{person}", author.addr) for person in own[:MOST_ASKED])
    domain_days = known.days("mail.sender_domain_for_org", ORGANISATION, author.domain)
    answers = [answer for answer in dict.fromkeys((message.in_reply_to, *message.references[-MOST_ASKED:])) if answer]
    thread_known = any(known.seen("mail.message_seen", answer) for answer in answers)
    other, how, ours = _resembled(author.domain, domain_days, event.auth, circle)
    outside = event.direction == Direction.INBOUND and not circle.owns(author.domain)
    return Facts(
        sender_days=known.days("mail.sender_for_org", ORGANISATION, author.addr),
        domain_days=domain_days,
        pair_days=max(pairs, default=0.0),
        wrote_to=bool(author.addr) and known.seen("mail.written_to", author.addr),
        thread_known=thread_known,
        name_elsewhere=_belongs_to_another(author.name, author.addr, normal, today.day),
        resembles=other,
        resembles_how=how,
        resembles_own=ours,
        own_name=_own_name(author, known, circle) if outside else "",
        reply_elsewhere=bool(message.reply_to) and _replies_elsewhere(author, message, known, circle),
        thread_claimed=outside and not thread_known and _claims_thread(message, answers, known),
        age_days=_age(author.domain, domain_days, known),
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


def _resembled(domain: str, domain_days: float, auth: AuthResults, circle: Circle) -> Likeness:
    """What the domain of an author who is little known is taken for; nothing where that domain vouches for the mail."""
    if not domain or domain_days >= ESTABLISHED_DAYS:
        return NOTHING
    found = circle.resembles(domain)
    if found[0] and any(registrable(signer) == found[0] for signer in auth.dkim_domains):
        return NOTHING
    return found


def _own_name(author: Address, known: Known, circle: Circle) -> str:
    """The own person whose name an address outside bears that never did so before, "" for nobody.

    Nothing where the address speaks for many names.
    """
    person = circle.own_name(author.name) if author.name and author.addr else ""
    if not person or known.days("mail.address_for_name", f"name:{name_key(author.name)}", author.addr) > 0.0:
        return ""
    # what a relation counts for the organisation is how many subjects do it: here, how many names write from there
    return person if known.days("mail.address_for_name", ORGANISATION, author.addr) < SERVICE_NAMES else ""


def _replies_elsewhere(author: Address, message: Message, known: Known, circle: Circle) -> bool:
    """Answers leave the author's domain, for a place that is neither ours, nor addressed, nor usual for this author."""
    if message.is_list or not author.addr:
        return False
    home, subject = registrable(author.domain), f"mail:{author.addr}"
    addressed = {address.addr for address in message.to + message.cc}
    elsewhere = {
        registrable(reply.domain)
        for reply in message.reply_to
        if reply.domain and reply.addr not in addressed and not circle.owns(reply.domain)
    } - {home}
    relation = "mail.reply_to_for_sender"
    if not any(known.days(relation, subject, domain) == 0.0 for domain in sorted(elsewhere)):
        return False
    total = known.normal.context(relation, bounded(subject))
    return total is None or total[2] < USUAL_REPLIES


def _claims_thread(message: Message, answers: list[str], known: Known) -> bool:
    """It names mails that it answers, or looks like an answer with the other's words below; none passed here.

    False while what passed here has not been remembered for long enough to tell.
    """
    relation = "mail.message_from_outside"
    if answers:
        claimed = not any(known.seen(relation, answer) for answer in answers)
    else:
        claimed = message.quoted > 0 and _ANSWER.match(message.subject) is not None
    total = known.normal.context(relation, ORGANISATION) if claimed else None
    if total is None:
        return False
    n, _, messages, last = total
    faded = n * SCALES[relation].decay(max(0, known.day - last)) <= FADED_BY_A_WEEK * messages
    return faded and messages >= FEWEST_REMEMBERED


def _age(domain: str, domain_days: float, known: Known) -> int:
    """Days since the domain was seen first; where that was not counted yet, at least the days on which it was seen."""
    if domain_days == 0.0:
        return 0
    first = known.normal.context("mail.domain_since", bounded(f"domain:{domain}"))
    return max(known.day - first[3] if first else 0, int(domain_days))
