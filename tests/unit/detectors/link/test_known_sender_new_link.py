"""A trusted voice that suddenly points somewhere nobody here has ever been."""

from __future__ import annotations

from typing import Any

import pytest

from firstsight.detectors.link.known_sender_new_link import WELL_KNOWN_DAYS, known_sender_new_link
from firstsight.model import Facts, Finding
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says, link, mail
from tests.unit.detectors.evidence import evidence, new_link

KNOWN = Facts(sender_days=8.4)
EVIL = link("https://www.evil.example/login")


def told(*links: Any, facts: Facts = KNOWN, **seen: float) -> list[Finding]:
    surprises = [surprise for domain in ("evil.example", "worse.example") for surprise in new_link(domain, **seen)]
    return list(known_sender_new_link.detect(evidence(mail(links=links), *surprises, facts=facts)))


def test_a_link_that_is_new_to_all_is_told_with_every_place_that_it_stands() -> None:
    again = link("https://evil.example/2")
    (finding,) = told(EVIL, link("https://partner.example/"), again)
    assert finding.subject == "domain:evil.example"
    assert finding.targets == (EVIL.href, again.href)
    assert finding.reason == "ben@partner.example is known for 8 days and never linked to evil.example; nor did anybody"


def test_new_domains_are_told_in_the_order_of_the_links() -> None:
    worse = link("https://worse.example/")
    assert [finding.subject for finding in told(worse, EVIL)] == ["domain:worse.example", "domain:evil.example"]
    assert [finding.subject for finding in told(EVIL, worse)] == ["domain:evil.example", "domain:worse.example"]


@pytest.mark.parametrize("seen", [{"org": 0.1}, {"domain_seen": 0.1}, {"sender": 0.1}])
def test_a_link_that_anybody_knows_is_not_told(seen: dict[str, float]) -> None:
    assert not told(EVIL, **seen)


def test_a_sender_who_is_hardly_known_is_not_trusted() -> None:
    assert not told(EVIL, facts=Facts(sender_days=WELL_KNOWN_DAYS - 0.01))


def test_a_sender_may_link_to_itself() -> None:
    event = mail(links=(link("https://www.partner.example/"),))
    assert not [*known_sender_new_link.detect(evidence(event, *new_link("partner.example"), facts=KNOWN))]


def test_the_engine_tells_the_first_link_of_a_known_sender_and_not_one_that_is_usual() -> None:
    usual = [mail(day=day, links=(link("https://partner.example/a"),)) for day in range(9)]
    last = (mail(day=9, links=usual[0].message.links), mail(day=9, second=1, links=(EVIL,)))
    verdicts = Engine(MemoryStore(), OWN, Says()).handle([*usual, *last])
    assert [[finding.detector for finding in verdict.findings] for verdict in verdicts[-2:]] == [
        [],
        ["mail.known-sender-new-link"],
    ]
