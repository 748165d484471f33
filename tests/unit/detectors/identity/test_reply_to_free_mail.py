"""A company whose answers go to a mailbox that anybody gets."""

from __future__ import annotations

import pytest

from firstsight.detectors.identity.reply_to_free_mail import reply_to_free_mail
from firstsight.model import Address, Facts, Finding
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says, mail
from tests.unit.detectors.evidence import evidence

NEW = Facts(reply_elsewhere=True)


def told(author: str, reply: str, facts: Facts = NEW) -> list[Finding]:
    event = mail(author, reply_to=(Address(reply),))
    return list(reply_to_free_mail.detect(evidence(event, facts=facts)))


def test_a_private_mailbox_behind_a_company_is_told_with_both() -> None:
    (finding,) = told("ben@partner.example", "ben@gmail.com")
    assert finding.reason == (
        "answers go to ben@gmail.com, a mailbox that anybody gets; ben@partner.example wrote here on 0 days"
    )
    assert finding.subject == "mail:ben@partner.example"


@pytest.mark.parametrize(
    ("author", "reply", "facts"),
    [
        ("ben@partner.example", "ben@evil.test", NEW),
        ("ben@yahoo.com", "ben@gmail.com", NEW),
        ("ben@partner.example", "ben@gmail.com", Facts()),
        ("ben@partner.example", "ben@gmail.com", Facts(reply_elsewhere=True, wrote_to=True)),
    ],
)
def test_companies_private_people_habits_and_correspondents_are_quiet(author: str, reply: str, facts: Facts) -> None:
    assert not told(author, reply, facts)


def test_the_engine_tells_the_first_time_and_not_the_habit() -> None:
    days = [mail(day=day, reply_to=(Address("ben@gmail.com"),)) for day in range(6)]
    verdicts = Engine(MemoryStore(), OWN, Says()).handle(days)
    said = ["mail.reply-to-free-mail" in {finding.detector for finding in verdict.findings} for verdict in verdicts]
    assert (said[0], said[-1]) == (True, False)
