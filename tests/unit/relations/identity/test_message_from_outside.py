"""Which messages came in."""

from __future__ import annotations

import pytest

from firstsight.model import Direction
from firstsight.relations.identity.message_from_outside import message_from_outside
from tests.mails import mail
from tests.unit.relations.observing import triples


def test_what_comes_in_is_remembered_by_its_id() -> None:
    assert triples(message_from_outside, mail(message_id="a@partner.example")) == [("org", "a@partner.example", "")]


def test_a_mail_without_an_id_cannot_be_remembered() -> None:
    assert triples(message_from_outside, mail(message_id="")) == []


@pytest.mark.parametrize("direction", [one for one in Direction if one != Direction.INBOUND])
def test_what_own_people_write_is_remembered_elsewhere(direction: Direction) -> None:
    assert triples(message_from_outside, mail("ana@corp.example", direction=direction)) == []


def test_it_is_known_at_once() -> None:
    assert message_from_outside.scale.live
