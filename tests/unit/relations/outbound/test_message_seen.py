"""Which messages own people wrote."""

from __future__ import annotations

from firstsight.model import Direction
from firstsight.relations.outbound.message_seen import message_seen
from tests.mails import mail
from tests.unit.relations.observing import triples

OUT = {"author": "ana@corp.example", "to": ("ben@partner.example",), "direction": Direction.OUTBOUND}


def test_the_message_id_is_remembered_with_its_case() -> None:
    assert triples(message_seen, mail(**OUT, message_id="Ab.1@corp.example")) == [("org", "Ab.1@corp.example", "")]


def test_what_strangers_write_is_no_thread_of_ours() -> None:
    assert triples(message_seen, mail(message_id="1@partner.example")) == []


def test_a_message_without_an_id_is_not_remembered() -> None:
    assert triples(message_seen, mail(**OUT, message_id="")) == []


def test_it_is_known_at_once_and_never_scored() -> None:
    assert (message_seen.scale.kind, message_seen.scale.live) == ("memory", True)
