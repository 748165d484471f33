"""Answers would go somewhere else."""

from __future__ import annotations

import pytest

from firstsight.detectors.identity.reply_to_elsewhere import private_reply, reply_to_elsewhere
from firstsight.model import Address, Facts
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says, mail
from tests.unit.detectors.evidence import evidence

ELSEWHERE = (Address("ben@evil.test"),)


def test_answers_that_go_elsewhere_are_told_with_the_place() -> None:
    facts = Facts(reply_elsewhere=True, sender_days=4.0)
    (finding,) = reply_to_elsewhere.detect(evidence(mail(reply_to=ELSEWHERE), facts=facts))
    assert finding.reason == (
        "answers go to ben@evil.test; ben@partner.example wrote here on 4 days and never wanted them there"
    )
    assert finding.subject == "mail:ben@partner.example"


def test_only_three_places_are_named() -> None:
    many = tuple(Address(f"{letter}@evil.test") for letter in "abcdef")
    (finding,) = reply_to_elsewhere.detect(evidence(mail(reply_to=many), facts=Facts(reply_elsewhere=True)))
    assert finding.reason.startswith("answers go to a@evil.test, b@evil.test, c@evil.test; ")


@pytest.mark.parametrize("facts", [Facts(), Facts(reply_elsewhere=True, wrote_to=True)])
def test_answers_as_ever_and_those_to_correspondents_are_quiet(facts: Facts) -> None:
    assert not [*reply_to_elsewhere.detect(evidence(mail(reply_to=ELSEWHERE), facts=facts))]


def test_a_private_mailbox_is_told_by_another_detector() -> None:
    event = mail(reply_to=(Address("ben@gmail.com"),))
    assert not [*reply_to_elsewhere.detect(evidence(event, facts=Facts(reply_elsewhere=True)))]


@pytest.mark.parametrize(
    ("author", "reply", "found"),
    [
        ("ben@partner.example", "ben@gmail.com", "ben@gmail.com"),
        ("ben@yahoo.com", "ben@gmail.com", ""),
        ("ben@partner.example", "ben@evil.test", ""),
        ("ben@partner.example", "", ""),
    ],
)
def test_a_private_reply_is_one_of_a_company_to_a_mailbox_for_anybody(author: str, reply: str, found: str) -> None:
    assert private_reply(mail(author, reply_to=(Address(reply),) if reply else ())) == found


def test_the_engine_tells_a_new_place_from_the_usual_one() -> None:
    usual = (Address("desk@service.example"),)
    days = [mail(day=day, reply_to=usual) for day in range(9)]
    last = [mail(day=9, reply_to=usual), mail(day=9, second=1, reply_to=ELSEWHERE)]
    verdicts = Engine(MemoryStore(), OWN, Says()).handle([*days, *last])
    told = [
        "mail.reply-to-elsewhere" in {finding.detector for finding in verdict.findings} for verdict in verdicts[-2:]
    ]
    assert told == [False, True]
