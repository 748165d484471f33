"""What a relation is: a name, what it counts, and a generator of (subject, value, group) from one mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from msgspec import Struct

from firstsight.model import Address, Block, EmailActivity, Facts, Intent, Observation, Perimeter
from firstsight.surprise.decay import HALF_LIFE_DAYS
from firstsight.surprise.normal import Scale

LONGEST_VALUE = 200
"""Characters of a value that are kept: values are chosen by strangers, and the table must not grow with their length.
"""

MOST_OF_A_KIND = 100
"""Observations of one relation in one mail: a mail to a thousand people teaches of the first hundred pairs."""

MOST_LINK_DOMAINS = 100
"""Distinct link domains of one mail that are observed; a digest with hundreds of them says no more."""

MOST_ATTACHMENT_KINDS = 20
"""Distinct kinds of attachment of one mail that are observed; thirty photographs are one kind."""


def bounded(text: str) -> str:
    """The text as it is counted: its first `LONGEST_VALUE` characters. Who looks something up asks for the same."""
    return text[:LONGEST_VALUE]


class Mail(Struct, frozen=True):
    """What relations look at: the mail, what it asks for, what is known of its ends, and who is ours."""

    event: EmailActivity
    intent: Intent
    facts: Facts
    perimeter: Perimeter
    own: tuple[str, ...]
    """Own recipients, in the order of the envelope."""

    @property
    def author(self) -> Address:
        """Who it claims to be from."""
        return self.event.author

    def peers(self, address: str) -> str:
        """The peer group of an own person: the domain, where the organisation has several; else there is none."""
        return address.rpartition("@")[2] if len(self.perimeter.org_domains) > 1 else ""

    def link_domains(self) -> tuple[str, ...]:
        """Registrable domains that a click can lead to, in order, at most `MOST_LINK_DOMAINS`."""
        domains = (link.domain for link in self.event.message.links if link.place != "image" and link.domain)
        return tuple(dict.fromkeys(domains))[:MOST_LINK_DOMAINS]

    def attachment_kinds(self) -> tuple[str, ...]:
        """Extension and true type (else the declared one) of each attachment, at most `MOST_ATTACHMENT_KINDS`."""
        kinds = (f"{part.extension} {part.detected or part.declared}" for part in self.event.message.attachments)
        return tuple(dict.fromkeys(kinds))[:MOST_ATTACHMENT_KINDS]


Triple = tuple[str, str, str]
"""Subject, value, peer group of the subject ("" = none)."""


class Relation(Struct, frozen=True):
    """One line of the catalogue."""

    scale: Scale
    title: str
    """What it counts, in words that follow "new": "link domain for the recipient"."""
    observe_triples: Callable[[Mail], Iterator[Triple]]
    doc: str

    @property
    def id(self) -> str:
        """Its name in every row and page."""
        return self.scale.id

    @property
    def block(self) -> Block:
        """What it speaks of."""
        return self.scale.block

    def observe(self, mail: Mail) -> list[Observation]:
        """Distinct observations of one mail, bounded in number and length; for a rate the value is the amount."""
        name, most = self.scale.id, LONGEST_VALUE
        triples = dict.fromkeys(islice(self.observe_triples(mail), MOST_OF_A_KIND**2))
        if len(triples) > 1:  # cutting may make two alike
            triples = dict.fromkeys([(s[:most], v[:most], g[:most]) for s, v, g in triples])
        if self.scale.kind == "rate":
            return [Observation(name, s[:most], "", g[:most], float(v)) for s, v, g in triples][:MOST_OF_A_KIND]
        return [Observation(name, s[:most], v[:most], g[:most]) for s, v, g in islice(triples, MOST_OF_A_KIND)]


def relation(
    block: Block,
    title: str,
    *,
    half_life_days: int = HALF_LIFE_DAYS,
    kind: str = "value",
    live: bool = False,
    weight: float = 1.0,
) -> Callable[[Callable[[Mail], Iterator[Triple]]], Relation]:
    """Makes a generator a relation; its id is `mail.` and the generator's name."""

    def made(observe: Callable[[Mail], Iterator[Triple]]) -> Relation:
        scale = Scale(f"mail.{observe.__name__}", block, half_life_days, kind, live, weight)
        return Relation(scale, title, observe, (observe.__doc__ or "").strip())

    return made
