"""What a domain's servers call themselves."""

from __future__ import annotations

import pytest

from firstsight.model import Envelope
from firstsight.relations.infrastructure.helo_for_domain import helo_for_domain
from tests.mails import mail
from tests.unit.relations.observing import triples


@pytest.mark.parametrize(
    ("helo", "value"),
    [
        ("mx1.Partner.example", "partner.example"),
        ("mx1.partner.example.", "partner.example"),
        ("[192.0.2.7]", "192.0.2.7"),
        ("[IPv6:2001:db8::7]", "2001:db8::7"),
        ("localhost", "localhost"),
    ],
)
def test_the_name_is_counted_by_registrable_domain_and_literals_as_addresses(helo: str, value: str) -> None:
    event = mail(envelope=Envelope("ben@partner.example", ("ana@corp.example",), helo))
    assert triples(helo_for_domain, event) == [("domain:partner.example", value, "")]


@pytest.mark.parametrize("helo", ["", ".", "[]"])
def test_a_name_that_is_none_says_nothing(helo: str) -> None:
    assert triples(helo_for_domain, mail(envelope=Envelope(helo=helo))) == []


def test_an_author_without_a_domain_says_nothing() -> None:
    assert triples(helo_for_domain, mail(author="ben")) == []
