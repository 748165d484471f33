"""Since when a domain is known."""

from __future__ import annotations

from firstsight.model import Facts
from firstsight.pipeline import Engine
from firstsight.relations.identity.domain_since import domain_since
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says, mail
from tests.unit.relations.observing import triples


def test_a_domain_never_seen_begins_today() -> None:
    assert triples(domain_since, mail()) == [("domain:partner.example", "first", "")]


def test_a_domain_seen_before_does_not_begin_again() -> None:
    assert triples(domain_since, mail(), facts=Facts(domain_days=0.01)) == []


def test_an_author_without_a_domain_says_nothing() -> None:
    assert triples(domain_since, mail(author="")) == []


def test_the_age_is_counted_from_the_first_day_however_often_it_wrote_since() -> None:
    history = [mail(day=day) for day in (0, 1, 2, 10)]
    verdicts = Engine(MemoryStore(), OWN, Says()).handle(history)
    assert [verdict.facts.age_days for verdict in verdicts] == [0, 1, 2, 10]
