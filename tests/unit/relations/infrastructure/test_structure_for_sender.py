"""How a sender's messages are built."""

from __future__ import annotations

from firstsight.relations.infrastructure.structure_for_sender import structure_for_sender
from tests.mails import mail
from tests.unit.relations.observing import triples


def test_the_structure_is_counted_for_the_sender() -> None:
    assert triples(structure_for_sender, mail(structure="0123456789abcdef")) == [
        ("mail:ben@partner.example", "0123456789abcdef", "partner.example")
    ]


def test_no_structure_or_no_author_says_nothing() -> None:
    assert triples(structure_for_sender, mail(structure="")) == []
    assert triples(structure_for_sender, mail(author="")) == []
