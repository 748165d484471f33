"""Which people are addressed together."""

from __future__ import annotations

from firstsight.relations.identity.recipients_for_sender import recipients_for_sender
from tests.mails import mail
from tests.unit.relations.observing import triples


def signature(*to: str) -> str:
    ((_, value, _),) = triples(recipients_for_sender, mail(to=to))
    return value


def test_the_order_of_recipients_does_not_matter_and_nobody_counts_twice() -> None:
    assert signature("a@x.example", "b@x.example") == signature("b@x.example", "a@x.example")
    assert signature("a@x.example", "b@x.example") == signature("b@x.example", "a@x.example", "b@x.example")


def test_one_recipient_more_or_another_one_is_another_set() -> None:
    sets = [("a@x.example",), ("b@x.example",), ("a@x.example", "b@x.example")]
    assert len({signature(*to) for to in sets}) == len(sets)


def test_the_value_tells_how_many_they_are() -> None:
    assert signature("a@x.example", "b@x.example").startswith("2:")
    assert signature(*(f"{number}@x.example" for number in range(300))).startswith("99:")


def test_without_recipients_or_an_author_nothing_is_counted() -> None:
    assert triples(recipients_for_sender, mail(to=())) == []
    assert triples(recipients_for_sender, mail(author="")) == []
