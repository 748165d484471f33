"""A stranger who answers what nobody here has seen."""

from __future__ import annotations

import pytest

from firstsight.detectors.identity.thread_out_of_nowhere import LITTLE_KNOWN, thread_out_of_nowhere
from firstsight.model import Facts
from firstsight.pipeline import Engine
from firstsight.relations.facts import FEWEST_REMEMBERED
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says, mail
from tests.unit.detectors.evidence import evidence

CLAIMED = Facts(thread_claimed=True)


def test_an_answer_to_nothing_is_told_with_how_many_mails_it_names() -> None:
    event = mail(in_reply_to="b@x.test", references=("a@x.test", "b@x.test"))
    (finding,) = thread_out_of_nowhere.detect(evidence(event, facts=CLAIMED))
    assert finding.reason == "first mail of ben@partner.example, and it names 2 before it: none was seen here"
    assert finding.subject == "mail:ben@partner.example"


def test_an_answer_that_only_quotes_is_told_with_how_much() -> None:
    (finding,) = thread_out_of_nowhere.detect(evidence(mail(quoted=1200), facts=CLAIMED))
    assert finding.reason == (
        "first mail of ben@partner.example, and it quotes 1,200 characters of one before it: none was seen here"
    )


@pytest.mark.parametrize(
    "facts",
    [
        Facts(),
        Facts(thread_claimed=True, wrote_to=True),
        Facts(thread_claimed=True, sender_days=0.5),
        Facts(thread_claimed=True, domain_days=LITTLE_KNOWN),
    ],
)
def test_who_is_known_may_answer_what_was_never_seen(facts: Facts) -> None:
    assert not [*thread_out_of_nowhere.detect(evidence(mail(in_reply_to="a@x.test"), facts=facts))]


def test_a_mailing_list_carries_on_what_others_began() -> None:
    event = mail(in_reply_to="a@x.test", is_list=True)
    assert not [*thread_out_of_nowhere.detect(evidence(event, facts=CLAIMED))]


@pytest.mark.parametrize(
    ("named", "wait", "told"),
    [
        ("never@x.test", 10, True),
        ("never@x.test", 1, False),  # what was begun last week may not have been remembered yet
        ("m7@partner.example", 10, False),
        ("", 10, False),
    ],
)
def test_the_engine_knows_which_mails_passed_here(named: str, wait: int, told: bool) -> None:
    passed = [mail(second=second, message_id=f"m{second}@partner.example") for second in range(FEWEST_REMEMBERED)]
    event = mail("kim@other.example", "Kim Weber", day=wait, in_reply_to=named)
    verdict = Engine(MemoryStore(), OWN, Says()).handle([*passed, event])[-1]
    assert ("mail.thread-out-of-nowhere" in {finding.detector for finding in verdict.findings}) is told
