"""Which addresses we wrote to."""

from __future__ import annotations

import pytest

from firstsight.model import Direction
from firstsight.relations.outbound.written_to import written_to
from tests.mails import mail
from tests.unit.relations.observing import triples

TO = ("eve@else.example", "bob@corp.example", "kim@third.example")


def test_outside_recipients_are_counted() -> None:
    event = mail("ana@corp.example", to=TO, direction=Direction.OUTBOUND)
    assert triples(written_to, event) == [
        ("org", "eve@else.example", ""),
        ("org", "kim@third.example", ""),
    ]


@pytest.mark.parametrize("direction", [Direction.INBOUND, Direction.INTERNAL])
def test_what_does_not_go_out_says_nothing(direction: Direction) -> None:
    assert triples(written_to, mail(to=TO, direction=direction)) == []


def test_it_is_known_at_once() -> None:
    assert written_to.scale.live


def test_it_is_never_scored() -> None:
    assert written_to.scale.kind == "memory"
