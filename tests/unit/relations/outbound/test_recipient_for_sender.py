"""Whom own people write to."""

from __future__ import annotations

import pytest

from firstsight.model import Direction
from firstsight.relations.outbound.recipient_for_sender import recipient_for_sender
from tests.mails import TWO, mail
from tests.unit.relations.observing import triples

TO = ("eve@else.example", "bob@corp.example", "kim@third.example")


def test_outside_recipients_are_counted() -> None:
    event = mail("ana@corp.example", to=TO, direction=Direction.OUTBOUND)
    assert triples(recipient_for_sender, event) == [
        ("mail:ana@corp.example", "eve@else.example", ""),
        ("mail:ana@corp.example", "kim@third.example", ""),
    ]


@pytest.mark.parametrize("direction", [Direction.INBOUND, Direction.INTERNAL])
def test_what_does_not_go_out_says_nothing(direction: Direction) -> None:
    assert triples(recipient_for_sender, mail(to=TO, direction=direction)) == []


def test_it_is_known_at_once() -> None:
    assert recipient_for_sender.scale.live


def test_with_several_own_domains_the_domain_is_the_peer_group() -> None:
    event = mail("ida@lab.example", to=TO[:1], direction=Direction.OUTBOUND)
    assert triples(recipient_for_sender, event, perimeter=TWO) == [
        ("mail:ida@lab.example", "eve@else.example", "lab.example")
    ]


def test_an_author_without_an_address_says_nothing() -> None:
    assert triples(recipient_for_sender, mail(author="", to=TO, direction=Direction.OUTBOUND)) == []
