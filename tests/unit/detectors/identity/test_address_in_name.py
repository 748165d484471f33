"""A display name that shows another address than the real one."""

from __future__ import annotations

import pytest

from firstsight.detectors.identity.address_in_name import SERVICE_NAMES, address_in_name
from firstsight.model import Facts
from tests.mails import mail
from tests.unit.detectors.evidence import evidence, surprise

NAMED = mail("x@evil.test", "ben@partner.example")


def test_a_name_that_shows_another_address_is_told_with_both() -> None:
    (finding,) = address_in_name.detect(evidence(NAMED, facts=Facts(sender_days=1.0)))
    assert finding.reason == 'the name shows "ben@partner.example", the address is x@evil.test; it wrote here on 1 days'
    assert finding.subject == "mail:x@evil.test"


@pytest.mark.parametrize("name", ["Ben <BEN@Partner.Example>", "Ben (ben@partner.example) via Docs"])
def test_words_around_the_address_do_not_hide_it(name: str) -> None:
    assert [*address_in_name.detect(evidence(mail("x@evil.test", name)))]


@pytest.mark.parametrize(
    "name",
    ["", "Ben Berger", "Ben @ Partner", "x@evil.test", "ben@evil.test", "ben@mail.evil.test", "meet us @partner"],
)
def test_a_name_without_an_address_elsewhere_is_quiet(name: str) -> None:
    assert not [*address_in_name.detect(evidence(mail("x@evil.test", name)))]


def test_a_correspondent_may_bear_any_name() -> None:
    assert not [*address_in_name.detect(evidence(NAMED, facts=Facts(wrote_to=True)))]


@pytest.mark.parametrize(
    ("name_seen", "address_seen", "count"),
    [(0.0, 0.0, 1), (0.0, SERVICE_NAMES - 0.1, 1), (0.5, 0.5, 0), (0.0, SERVICE_NAMES, 0)],
)
def test_a_service_or_a_name_it_bore_before_is_quiet(name_seen: float, address_seen: float, count: int) -> None:
    known = surprise("address_for_name", "x@evil.test", name_seen, address_seen)
    assert len([*address_in_name.detect(evidence(NAMED, known))]) == count
