"""The ask and the age of the acquaintance are one value."""

from __future__ import annotations

import pytest

from firstsight.model import Facts, IntentClass
from firstsight.relations.ask.ask_for_recipient import ask_for_recipient
from tests.mails import TWO, intent, mail
from tests.unit.relations.observing import triples


def asked(days: float) -> list[tuple[str, str, str]]:
    return triples(ask_for_recipient, mail(), facts=Facts(sender_days=days), wants=intent(IntentClass.PAYMENT, 3.0))


@pytest.mark.parametrize(
    ("days", "age"),
    [(0.0, "new"), (0.01, "young"), (2.99, "young"), (3.0, "grown"), (9.99, "grown"), (10.0, "old"), (1e9, "old")],
)
def test_the_age_of_the_acquaintance_goes_by_days(days: float, age: str) -> None:
    assert asked(days) == [("mail:ana@corp.example", f"payment {age}", "")]


def test_only_own_recipients_are_asked() -> None:
    event = mail(to=("ana@corp.example", "eve@else.example", "bob@corp.example"))
    assert [subject for subject, _, _ in triples(ask_for_recipient, event)] == [
        "mail:ana@corp.example",
        "mail:bob@corp.example",
    ]
    assert triples(ask_for_recipient, mail(to=("eve@else.example",))) == []


def test_with_several_own_domains_the_domain_is_the_peer_group() -> None:
    assert triples(ask_for_recipient, mail(to=("ida@lab.example",)), perimeter=TWO) == [
        ("mail:ida@lab.example", "benign new", "lab.example")
    ]
