"""Which domains write to whom."""

from __future__ import annotations

from firstsight.relations.identity.sender_domain_for_recipient import sender_domain_for_recipient
from firstsight.relations.relation import MOST_OF_A_KIND
from tests.mails import TWO, mail
from tests.unit.relations.observing import triples


def test_it_is_counted_for_every_own_recipient() -> None:
    event = mail(to=("ana@corp.example", "eve@else.example", "bob@corp.example"))
    assert triples(sender_domain_for_recipient, event) == [
        ("mail:ana@corp.example", "partner.example", ""),
        ("mail:bob@corp.example", "partner.example", ""),
    ]


def test_with_several_own_domains_the_domain_is_the_peer_group() -> None:
    event = mail(to=("ida@lab.example", "ana@corp.example"))
    assert [group for _, _, group in triples(sender_domain_for_recipient, event, perimeter=TWO)] == [
        "lab.example",
        "corp.example",
    ]


def test_an_author_without_one_says_nothing() -> None:
    assert triples(sender_domain_for_recipient, mail(author="ben")) == []


def test_a_mail_to_thousands_is_counted_for_the_first_of_them() -> None:
    event = mail(to=tuple(f"p{number}@corp.example" for number in range(300)))
    seen = triples(sender_domain_for_recipient, event)
    assert len(seen) == MOST_OF_A_KIND
    assert seen[-1][0] == "mail:p99@corp.example"
