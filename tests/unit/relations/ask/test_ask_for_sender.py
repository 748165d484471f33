"""What a sender asks for is counted by class."""

from __future__ import annotations

import pytest

from firstsight.model import IntentClass
from firstsight.relations.ask.ask_for_sender import ask_for_sender
from tests.mails import intent, mail
from tests.unit.relations.observing import triples


@pytest.mark.parametrize("kind", IntentClass)
def test_the_class_of_the_ask_is_counted_for_the_sender_among_its_colleagues(kind: IntentClass) -> None:
    assert triples(ask_for_sender, mail(), wants=intent(kind)) == [
        ("mail:ben@partner.example", kind.value, "partner.example")
    ]


def test_nobody_asks_where_there_is_no_address() -> None:
    assert triples(ask_for_sender, mail(author="")) == []
