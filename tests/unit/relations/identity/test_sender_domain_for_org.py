"""Which domains write to the organisation."""

from __future__ import annotations

from firstsight.relations.identity.sender_domain_for_org import sender_domain_for_org
from tests.mails import mail
from tests.unit.relations.observing import triples


def test_it_is_counted_once_however_many_people_get_it() -> None:
    event = mail(to=("ana@corp.example", "bob@corp.example"))
    assert triples(sender_domain_for_org, event) == [("org", "partner.example", "")]


def test_an_author_without_one_says_nothing() -> None:
    assert triples(sender_domain_for_org, mail(author="ben")) == []
