"""Under which names own people write."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.names import name_likeness
from firstsight.model import Block, Direction
from firstsight.relations.relation import LONGEST_VALUE, Mail, Triple, relation
from firstsight.surprise.normal import ORGANISATION


@relation(Block.IDENTITY, "name of an own person", half_life_days=180, kind="memory")
def own_name(mail: Mail) -> Iterator[Triple]:
    """Organisation -> likeness of a display name and the own address that bears it; never scored.

    Only what own people send counts, so that nobody outside can teach it. An entry that would be cut is left out.
    """
    author = mail.author
    if mail.event.direction != Direction.INBOUND and mail.perimeter.owns(author.domain):
        name = name_likeness(author.name)
        if name and len(value := entry(name, author.addr)) <= LONGEST_VALUE:
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
