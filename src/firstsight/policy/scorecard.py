"""The score: log-odds of malice in nats, the sum of a dozen terms, each with its reason.

Surprise alone cannot tell a new customer from a thief, and text alone cannot tell a thief from a bank: so the terms
that
weigh most are products of who is new, what is new and what is asked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec import Struct

from firstsight.mail.domains import registrable
from firstsight.mail.trust.envelope import failed
from firstsight.mail.urls.hosting import SHARED
from firstsight.mail.urls.popularity import is_popular
from firstsight.model import Evidence, Finding, Surprise, Term
from firstsight.policy.table import Weights
from firstsight.surprise.narrate import odds_in_words

_CARRIERS = (
    "exe dll scr com pif bat cmd js jse vbs vbe wsf hta ps1 msi jar lnk iso img vhd one chm xll "
    "html htm shtml svg eml ics pdf zip rar 7z gz cab ace docm xlsm pptm xlam rtf"
)
RISKY = frozenset(_CARRIERS.split())
"""Extensions that carry attacks in practice; a stranger's photograph is not among them."""

ACTIVE = frozenset({
    "encrypted", "executable", "double-extension", "hidden-extension", "disk-image", "auto-exec", "starts-programs",
    "external-template", "dde", "pdf-launch", "form", "password-field", "script-assembly", "smuggling",
    "assembled-form", "svg-script", "organizer-elsewhere",
})  # fmt: skip
"""What is found in attachments that do something, or hide what they do (`mail.inside.TRAITS`)."""

TAKEN_OVER = "mail.known-sender-new-link"
"""Where this speaks it is the known sender who may not be himself: that own people wrote to him excuses nothing."""

PLAIN_FILE = 0.5
"""A file of a kind that carries attacks, in which nothing of the sort was found."""

POPULAR = 0.5
"""A domain that the whole world visits, new here, against one that nobody knows."""

SHARED_HOUSE = 0.6
"""A link into a house where anybody puts something, however well the house is known: 0 where its sender uses it."""

DEVIANCE_NATS = 8.0
"""A known sender whose network, signature and programs are this surprising (calibrated, in nats) counts as fully
deviant.
"""


class Traits(Struct, frozen=True):
    """The evidence as numbers in 0..1: who is new, what is new, what is asked."""

    stranger: float
    deviant: float
    impostor: float
    link: float
    attachment: float
    ask: float
    money: float
    failed: float


def traits_of(evidence: Evidence) -> Traits:
    """The traits of one event, from facts, surprises and intent."""
    facts = evidence.facts
    known = facts.sender_days
    stranger = 1.0 if known == 0.0 else 0.5 if known < 2.0 else 0.0
    if facts.domain_days >= 10.0 and not facts.name_elsewhere:
        stranger *= 0.7  # a new colleague of people who write every week
    refused = failed(evidence.event.auth, evidence.event.author.domain)
    return Traits(
        stranger=stranger,
        deviant=_deviance(evidence.surprises) if known >= 2.0 else 0.0,
        impostor=float(_is_impostor(evidence) or (evidence.claims_own and refused)),
        link=_link_novelty(evidence),
        attachment=_payload(evidence),
        ask=share_of(evidence.intent.odds),
        money=_novelty(evidence.surprises, "mail.payee_for_org"),
        failed=float(refused),
    )


def terms_of(evidence: Evidence, findings: tuple[Finding, ...], nats: dict[str, float], weights: Weights) -> list[Term]:
    """The terms of the score, those that are not 0; `nats` gives the worth of each detector.

    A detector counts once: its second finding in one mail is no independent evidence.
    """
    bound = surprise_bound(evidence.p)
    surprise = min(weights.surprise_cap, weights.surprise * bound)
    odds = min(weights.text_cap, max(weights.text_floor, evidence.intent.odds))
    kind = evidence.intent.kind.value
    terms = [
        Term("prior", weights.prior, "before anything is known"),
        Term("surprise", surprise, f"as surprising as {odds_in_words(evidence.p)} mails"),
        Term("text", weights.text * odds, f"the text reads like {kind} (log-odds {evidence.intent.odds:+.1f})"),
        Term("together", weights.together * min(bound, max(odds, 0.0)), "surprising, and it asks for something"),
    ]
    terms.extend(_interactions(evidence, traits_of(evidence), weights))
    said: dict[str, str] = {}
    for finding in findings:
        said.setdefault(finding.detector, finding.reason)
    terms.extend(Term(detector, nats.get(detector, 0.0), reason) for detector, reason in said.items())
    if evidence.facts.wrote_to and TAKEN_OVER not in said:
        terms.append(Term("wanted", weights.wanted, "own people wrote to this sender before"))
    return [term for term in terms if term.nats]


def _interactions(evidence: Evidence, traits: Traits, weights: Weights) -> Iterator[Term]:
    days = evidence.facts.sender_days
    stranger = "a sender never seen here" if days == 0.0 else f"a sender seen on {days:.1f} days"
    payload = max(traits.link, traits.attachment, traits.ask)
    yield Term(
        "stranger_link",
        weights.stranger_link * traits.stranger * traits.link,
        f"{stranger}, with a link that is new here",
    )
    yield Term(
        "stranger_attachment",
        weights.stranger_attachment * traits.stranger * traits.attachment,
        f"{stranger}, with an attachment",
    )
    yield Term(
        "stranger_ask", weights.stranger_ask * traits.stranger * traits.ask, f"{stranger}, who asks for something"
    )
    yield Term(
        "deviant_link",
        weights.deviant_link * traits.deviant * traits.link,
        "a known sender through unusual machines, with a new link",
    )
    yield Term(
        "deviant_ask",
        weights.deviant_ask * traits.deviant * traits.ask,
        "a known sender through unusual machines, who asks",
    )
    yield Term(
        "name_payload",
        weights.name_payload * traits.impostor * max(traits.link, traits.attachment),
        "a name that belongs to others, with a payload that is new here",
    )
    yield Term("name_ask", weights.name_ask * traits.impostor * traits.ask, "a known name at another address, who asks")
    yield Term(
        "money", weights.money * traits.money * traits.ask, "an account, wallet or number that nobody here has seen"
    )
    yield Term("failed", weights.failed * traits.failed * payload, "authentication failed")


def share_of(nats: float) -> float:
    """The probability that these log-odds stand for; any number will do.

    >>> share_of(0.0), share_of(-5000.0), share_of(5000.0)
    (0.5, 0.0, 1.0)
    """
    if nats >= 0.0:
        return 1.0 / (1.0 + math.exp(-nats))
    odds = math.exp(nats)
    return odds / (1.0 + odds)


def surprise_bound(p: float) -> float:
    """Nats of evidence that a p-value holds at most: -ln(-e p ln p), 0 from p = 1/e on.

    >>> round(surprise_bound(0.05), 2), surprise_bound(0.5)
    (0.9, 0.0)
    """
    return max(0.0, -math.log(-math.e * p * math.log(p))) if 0.0 < p < 1.0 / math.e else 0.0


def link_novelty(surprises: tuple[Surprise, ...], domain: str) -> float:
    """How new a link domain is, in 0..1: by the days on which the organisation saw it, and whether its sender did.

    New to the sender's domain: 1 never seen (or not scored), 0.5 under three days, 0.2 longer.
    Known to it: 0.3 if the organisation saw it less than a day's weight, 0 from there on.
    """
    count, sender_knows = 0.0, False
    for surprise in surprises:
        observation = surprise.observation
        if observation.value != domain:
            continue
        if observation.relation == "mail.link_domain_for_org":
            count = surprise.counts[-1].c
        elif observation.relation == "mail.link_domain_for_domain":
            sender_knows = surprise.counts[0].c > 0.0
    if sender_knows:
        return 0.0 if count >= 1.0 else 0.3
    return 1.0 if count == 0.0 else 0.5 if count < 3.0 else 0.2


def _link_novelty(evidence: Evidence) -> float:
    own = registrable(evidence.event.author.domain)
    links = [link for link in evidence.event.message.links if link.place != "image" and link.domain]
    most = 0.0
    for domain in dict.fromkeys(link.domain for link in links):
        popular = POPULAR if is_popular(domain) else 1.0
        most = max(most, link_novelty(evidence.surprises, domain) * (0.5 if domain == own else popular))
    shared = {link.domain for link in links if not SHARED.isdisjoint(link.traits)}
    used = {
        s.observation.value
        for s in evidence.surprises
        if s.observation.relation == "mail.link_domain_for_domain" and s.counts[0].c > 0.0
    }
    return max(most, SHARED_HOUSE) if shared - used - {own} else most


def _is_impostor(evidence: Evidence) -> bool:
    """A name or a domain that is easily taken for one that is known here, and is not it."""
    facts = evidence.facts
    return not facts.wrote_to and bool(facts.name_elsewhere or facts.own_name or facts.resembles)


def _payload(evidence: Evidence) -> float:
    """How much an attachment may do, times how new such files are of this sender."""
    worst = 0.0
    for part in evidence.event.message.attachments:
        if part.mismatch or not ACTIVE.isdisjoint(part.traits):
            worst = 1.0
        elif part.extension in RISKY:
            worst = max(worst, PLAIN_FILE)
    return worst * _novelty(evidence.surprises, "mail.attachment_for_sender") if worst else 0.0


def _novelty(surprises: tuple[Surprise, ...], relation: str) -> float:
    found = [s for s in surprises if s.observation.relation == relation]
    return max((1.0 if s.new_everywhere else 0.5 if s.counts[0].c == 0.0 else 0.0 for s in found), default=0.0)


def _deviance(surprises: tuple[Surprise, ...]) -> float:
    deviances = (-math.log(s.calibrated) for s in surprises if s.observation.relation in MACHINES)
    return min(1.0, max(deviances, default=0.0) / DEVIANCE_NATS)


MACHINES = frozenset(
    f"mail.{name}"
    for name in (
        "network_for_domain",
        "helo_for_domain",
        "auth_for_sender",
        "dkim_for_domain",
        "message_id_for_domain",
        "client_for_sender",
        "structure_for_sender",
        "reply_to_for_sender",
    )
)
"""Relations that tell whether a known sender's mail came the way it always does."""
