"""Which program a sender writes with."""

from __future__ import annotations

import pytest

from firstsight.relations.infrastructure.client_for_sender import client_for_sender
from tests.mails import mail
from tests.unit.relations.observing import triples


@pytest.mark.parametrize(("client", "value"), [("thunderbird", "thunderbird"), ("", "none")])
def test_the_family_of_the_program_is_counted_and_so_is_none(client: str, value: str) -> None:
    assert triples(client_for_sender, mail(client=client)) == [("mail:ben@partner.example", value, "partner.example")]


def test_an_author_without_an_address_says_nothing() -> None:
    assert triples(client_for_sender, mail(author="", client="mutt")) == []
