"""Who numbers a domain's messages."""

from __future__ import annotations

import pytest

from firstsight.relations.infrastructure.message_id_for_domain import message_id_for_domain
from tests.mails import mail
from tests.unit.relations.observing import triples


@pytest.mark.parametrize(
    ("message_id", "value"),
    [
        ("1@mail.partner.example", "partner.example"),
        ("1@MX.Google.example", "google.example"),
        ("1@[192.0.2.7]", "192.0.2.7"),
        ("1@laptop", "other"),
        ("", "other"),
        ("20241004.091500.17", "other"),
        ("a@b@partner.example", "partner.example"),
    ],
)
def test_the_right_side_is_counted_by_registrable_domain(message_id: str, value: str) -> None:
    assert triples(message_id_for_domain, mail(message_id=message_id)) == [("domain:partner.example", value, "")]


def test_an_author_without_a_domain_says_nothing() -> None:
    assert triples(message_id_for_domain, mail(author="ben")) == []
