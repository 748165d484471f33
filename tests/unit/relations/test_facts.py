"""What is known of the two ends of a mail, as of last midnight, and what own people did today on top."""

from __future__ import annotations

from typing import Any

import pytest

from firstsight.model import Direction, EmailActivity, Facts
from firstsight.pipeline import Engine
from firstsight.relations.facts import ESTABLISHED_DAYS, MOST_ASKED
from firstsight.relations.relation import LONGEST_VALUE
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says, mail


def facts_after(history: list[EmailActivity], last: EmailActivity) -> Facts:
    """The facts of the last mail of a history that is in order of time."""
    return Engine(MemoryStore(), OWN, Says()).handle([*history, last])[-1].facts


def daily(days: int, **fields: Any) -> list[EmailActivity]:
    return [mail(day=day, **fields) for day in range(days)]


def test_of_a_stranger_nothing_is_known() -> None:
    assert facts_after([], mail()) == Facts()


def test_days_count_and_not_mails() -> None:
    facts = facts_after([mail(second=second) for second in range(5)], mail(day=1))
    assert facts.sender_days == facts.domain_days == pytest.approx(2 ** (-1 / 90))
    assert facts.pair_days == pytest.approx(2 ** (-1 / 30))


def test_what_came_today_is_not_known_yet() -> None:
    assert facts_after([mail(second=1)], mail(second=2)).sender_days == 0.0


def test_days_fade() -> None:
    assert facts_after(daily(3), mail(day=93)).sender_days == pytest.approx(
        facts_after(daily(3), mail(day=3)).sender_days / 2
    )


def test_a_colleague_of_the_sender_makes_the_domain_known_and_not_the_sender() -> None:
    facts = facts_after(daily(3, author="kim@partner.example"), mail(day=3))
    assert facts.sender_days == 0.0
    assert facts.domain_days > 2.0


def test_the_best_acquainted_recipient_counts() -> None:
    facts = facts_after(daily(3, to=("bob@corp.example",)), mail(day=3, to=("ana@corp.example", "bob@corp.example")))
    assert facts.pair_days > 2.0


def test_whom_own_people_wrote_to_is_known_at_once() -> None:
    out = mail("ana@corp.example", to=("ben@partner.example",), direction=Direction.OUTBOUND)
    assert facts_after([out], mail(second=1)).wrote_to
    assert not facts_after([out], mail("kim@partner.example", second=1)).wrote_to


@pytest.mark.parametrize(
    "fields", [{"in_reply_to": "1@corp.example"}, {"references": ("x@y.example", "1@corp.example")}]
)
def test_an_answer_in_a_thread_that_passed_here_is_known_at_once(fields: dict[str, Any]) -> None:
    first = mail(
        "ana@corp.example", to=("ben@partner.example",), direction=Direction.OUTBOUND, message_id="1@corp.example"
    )
    assert facts_after([first], mail(second=1, **fields)).thread_known
    assert not facts_after([], mail(second=1, **fields)).thread_known


def test_only_the_last_references_are_looked_up() -> None:
    first = mail("ana@corp.example", direction=Direction.INTERNAL, message_id="1@corp.example")
    many = tuple(f"{number}@y.example" for number in range(MOST_ASKED))
    assert not facts_after([first], mail(second=1, references=("1@corp.example", *many))).thread_known


@pytest.mark.parametrize("longer", ["x" * 300, "x" * (LONGEST_VALUE + 1)])
def test_what_is_longer_than_what_is_counted_is_found_again(longer: str) -> None:
    sender = f"{longer}@partner.example"
    own = mail("ana@corp.example", to=(sender,), direction=Direction.OUTBOUND, message_id=longer)
    answered = facts_after([own, mail(sender)], mail(sender, day=1, in_reply_to=longer))
    assert answered.thread_known
    assert answered.sender_days > 0.9


def test_a_name_belongs_to_another_address_once_it_was_seen_on_some_days() -> None:
    other = mail("ben@evil.example", day=9)
    assert facts_after(daily(9), other).name_elsewhere
    assert not facts_after(daily(int(ESTABLISHED_DAYS) - 1), other).name_elsewhere


def test_a_name_that_many_bear_is_that_of_a_function() -> None:
    vendors = [mail(f"help@vendor{i % 6}.example", "Customer Support", day=i) for i in range(30)]
    assert not facts_after(vendors, mail("help@new.example", "Customer Support", day=30)).name_elsewhere


def test_a_name_that_was_not_seen_for_long_belongs_to_nobody() -> None:
    assert not facts_after(daily(9), mail("ben@evil.example", day=9 + 180)).name_elsewhere


@pytest.mark.parametrize(
    "fields", [{}, {"author": "ben@evil.example", "name": "Ben"}, {"author": "", "name": "Ben Berger"}]
)
def test_a_name_is_not_elsewhere_at_its_own_address_or_where_it_says_nothing(fields: dict[str, str]) -> None:
    assert not facts_after(daily(9), mail(day=9, **fields)).name_elsewhere


def test_a_very_long_name_is_found_again() -> None:
    name = "Ben " + "\ufdfa " * 90  # one letter that is written out as eighteen
    assert facts_after(daily(9, name=name), mail("ben@evil.example", name, day=9)).name_elsewhere
