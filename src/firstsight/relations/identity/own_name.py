"""Under which names own people write and are addressed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from firstsight.mail.names import name_likeness
from firstsight.model import Block, Direction
from firstsight.relations.relation import LONGEST_VALUE, Mail, Triple, relation
from firstsight.surprise.normal import ORGANISATION

MOST_NAMED = 5
"""Own people in To and Cc whose names are taken from one mail."""

TRUSTED_DAYS = 3.0
"""Decayed days on which a correspondent was seen, before it is believed what it calls our people."""


@relation(Block.IDENTITY, "name of an own person", half_life_days=180, kind="memory")
def own_name(mail: Mail) -> Iterator[Triple]:
    """Organisation -> likeness of a display name and the own address that bears it; never scored.

    Names that own people write under, and those under which they are addressed by own people and by correspondents who
    are well known here: nobody new can teach one. An entry that would be cut is left out.
    """
    ours = mail.event.direction != Direction.INBOUND
    message = mail.event.message
    named = [mail.author] if ours else []
    if ours or mail.facts.sender_days >= TRUSTED_DAYS:
        own = (address for address in message.to + message.cc if address.name and mail.perimeter.owns(address.domain))
        named += islice(own, MOST_NAMED)
    for address in named:
        name = name_likeness(address.name) if mail.perimeter.owns(address.domain) else ""
        if name and len(value := entry(name, address.addr)) <= LONGEST_VALUE:
            yield ORGANISATION, value, ""


def entry(name: str, address: str) -> str:
    """The value that stands for a likeness of a name at an address.

    >>> taken_apart(entry("ana gomez", "ana@corp.example"))
    ('ana gomez', 'ana@corp.example')
    """
    return f"{name} <{address}>"


def taken_apart(value: str) -> tuple[str, str]:
    """The likeness of the name and the address of an entry."""
    name, _, address = value.partition(" <")
    return name, address[:-1]
