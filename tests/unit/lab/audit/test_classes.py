from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.lab.audit.classes import KNOWN_DAYS, NEEDLESS, WORDS, Class, class_of, days_seen, is_own
from firstsight.mail.domains import registrable
from firstsight.surprise.decay import decay
from tests.unit.lab.audit.judged import met
from tests.unit.lab.report.verdicts import surprise

OWN = frozenset({"corp.example", "lab.example"})


@pytest.mark.parametrize(
    ("host", "days", "kind"),
    [
        ("", None, Class.UNKNOWN),
        ("localhost", 9.0, Class.UNKNOWN),
        ("www.corp.example", 0.0, Class.OWN),
        ("corp.example", None, Class.OWN),
        ("corp.example.evil.test", 0.0, Class.NEW),
        ("notcorp.example", 0.0, Class.NEW),
        ("www.shop.example", 0.0, Class.NEW),
        ("www.shop.example", 0.01, Class.SELDOM),
        ("www.shop.example", KNOWN_DAYS - 0.01, Class.SELDOM),
        ("www.shop.example", KNOWN_DAYS, Class.KNOWN),
        ("www.shop.example", None, Class.UNKNOWN),
        ("www.wikipedia.org", 0.0, Class.POPULAR),
        ("www.wikipedia.org", 0.5, Class.POPULAR),
        ("www.wikipedia.org", 5.0, Class.KNOWN),
        ("bit.ly", 0.0, Class.NEW),
        ("bit.ly", 5.0, Class.KNOWN),
        ("2001:db8::1", 0.0, Class.NEW),
        ("192.0.2.7", 3.0, Class.KNOWN),
    ],
)
def test_the_first_class_that_holds_is_the_class(host: str, days: float | None, kind: Class) -> None:
    domain = registrable(host) if host else ""
    seen = {} if days is None else {domain: days}
    assert class_of(host, domain, seen, OWN) is kind


def test_three_days_of_the_last_three_weeks_make_a_domain_well_known() -> None:
    assert sum(decay(age, 90) for age in (1, 8, 21)) >= KNOWN_DAYS
    assert sum(decay(age, 90) for age in (1, 2)) < KNOWN_DAYS
    assert sum(decay(age, 90) for age in (90, 91, 92)) < KNOWN_DAYS


def test_only_the_count_of_the_organisation_counts() -> None:
    assert days_seen((met("shop.example", 2.0), surprise("other.example"))) == {"shop.example": 2.0}


def test_a_long_domain_is_looked_up_as_it_is_counted() -> None:
    long = "a" * 63 + "." + "b" * 150
    assert class_of(long, long, {long[:200]: 4.0}, OWN) is Class.KNOWN


@given(st.text(max_size=40), st.text(max_size=40), st.none() | st.floats(0, 50))
def test_every_link_has_one_class(host: str, domain: str, days: float | None) -> None:
    kind = class_of(host, domain, {} if days is None else {domain: days}, OWN)
    assert kind in WORDS
    assert (kind is Class.NEW) <= (days == 0.0)


def test_needless_anomalous_and_the_rest_are_apart() -> None:
    assert Class.NEW not in NEEDLESS
    assert len(NEEDLESS) == 3
    assert set(WORDS) == set(Class)


def test_an_own_host_is_a_domain_or_below_it() -> None:
    assert is_own("a.b.corp.example", OWN)
    assert not is_own("", OWN)
    assert not is_own("example", OWN)
