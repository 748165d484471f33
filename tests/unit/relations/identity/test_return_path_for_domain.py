"""Where bounces go."""

from __future__ import annotations

import pytest

from firstsight.model import Envelope
from firstsight.relations.identity.return_path_for_domain import return_path_for_domain
from tests.mails import mail
from tests.unit.relations.observing import triples


@pytest.mark.parametrize(
    ("mail_from", "value"),
    [
        ("ben@partner.example", "same"),
        ("bounce+17@mx.partner.example", "same"),
        ("bounce@mail.sender.example", "sender.example"),
        ("", "<>"),
    ],
)
def test_the_return_path_is_counted_by_registrable_domain(mail_from: str, value: str) -> None:
    event = mail(envelope=Envelope(mail_from, ("ana@corp.example",)))
    assert triples(return_path_for_domain, event) == [("domain:partner.example", value, "")]


def test_an_author_without_a_domain_says_nothing() -> None:
    assert triples(return_path_for_domain, mail(author="ben")) == []
