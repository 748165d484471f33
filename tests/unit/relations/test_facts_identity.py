"""Whom an author can be taken for, where answers go, what is claimed, and since when a domain is known."""

from __future__ import annotations

from typing import Any

import pytest

from firstsight.model import Address, AuthResults, Direction, EmailActivity, Facts
from firstsight.pipeline import Engine
from firstsight.relations.facts import FEWEST_REMEMBERED, USUAL_REPLIES
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says, mail

SUFFIX = "ben@partner.test"
"""Taken for partner.example by its suffix."""


def facts_after(history: list[EmailActivity], last: EmailActivity) -> Facts:
    """The facts of the last mail of a history that is in order of time."""
    return Engine(MemoryStore(), OWN, Says()).handle([*history, last])[-1].facts


def daily(days: int, **fields: Any) -> list[EmailActivity]:
    return [mail(day=day, **fields) for day in range(days)]


def own(days: int) -> list[EmailActivity]:
    return daily(
        days, author="ana@corp.example", name="Ana Gomez", to=("bob@corp.example",), direction=Direction.INTERNAL
    )


def signed(domain: str) -> AuthResults:
    return AuthResults("pass", "pass", "pass", dkim_domains=(domain,), source="header")


def test_a_new_domain_is_told_with_the_known_one_that_it_is_taken_for() -> None:
    facts = facts_after(daily(9), mail(SUFFIX, day=9))
    assert (facts.resembles, facts.resembles_how, facts.resembles_own) == ("partner.example", "suffix", False)


def test_a_look_alike_of_ours_needs_no_history() -> None:
    facts = facts_after([], mail("ana@c0rp.example"))
    assert (facts.resembles, facts.resembles_how, facts.resembles_own) == ("corp.example", "letters", True)


def test_what_became_known_today_cannot_be_imitated_yet() -> None:
    assert facts_after(daily(2), mail(SUFFIX, day=2)).resembles == ""


def test_a_domain_that_wrote_for_days_imitates_nobody() -> None:
    both = [event for day in range(9) for event in (mail(day=day), mail("kim@partner.test", day=day, second=1))]
    assert facts_after(both, mail(SUFFIX, day=9)).resembles == ""


def test_a_domain_for_which_the_other_one_signs_is_of_its_owner() -> None:
    assert facts_after(daily(9), mail(SUFFIX, day=9, auth=signed("mail.partner.example"))).resembles == ""
    assert facts_after(daily(9), mail(SUFFIX, day=9, auth=signed("partner.test"))).resembles == "partner.example"


@pytest.mark.parametrize("name", ["Ana Gomez", "GOMEZ, Ana", "\u0410na G\u00f3mez", "Ana B. Gomez (CFO)"])
def test_an_own_persons_name_from_outside_is_told_with_the_person(name: str) -> None:
    assert facts_after(own(6), mail("boss@gmail.com", name, day=6)).own_name == "ana@corp.example"


@pytest.mark.parametrize(
    "fields",
    [
        {"author": "ana@corp.example", "name": "Ana Gomez"},
        {"author": "ana@corp.example", "name": "Ana Gomez", "direction": Direction.INTERNAL},
        {"author": "ana@lab.corp.example", "name": "Ana Gomez"},
        {"author": "boss@gmail.com", "name": "Ana"},
        {"author": "", "name": "Ana Gomez"},
    ],
)
def test_an_own_address_and_a_name_that_says_nothing_pretend_nothing(fields: dict[str, Any]) -> None:
    assert facts_after(own(6), mail(day=6, **fields)).own_name == ""


def test_an_address_that_bore_the_name_before_is_that_persons_own() -> None:
    private = mail("ana@gmail.com", "Ana Gomez", day=6)
    assert facts_after([*own(6), private], mail("ana@gmail.com", "Ana Gomez", day=7)).own_name == ""


def test_an_address_that_speaks_for_many_names_is_a_service() -> None:
    names = ("Ben Berger", "Kim Karlsson", "Lou Lindqvist", "Max Meyer")
    tracker = [mail("tracker@partner.example", name, day=day) for day in range(6) for name in names]
    history = sorted([*own(6), *tracker], key=lambda event: event.time)
    assert facts_after(history, mail("tracker@partner.example", "Ana Gomez", day=6)).own_name == ""


def replying(to: str, **fields: Any) -> EmailActivity:
    return mail(reply_to=(Address(to),), **fields)


def test_a_reply_address_of_another_organisation_is_elsewhere() -> None:
    assert facts_after([], replying("ben@evil.test")).reply_elsewhere
    assert facts_after(daily(6), replying("ben@evil.test", day=6)).reply_elsewhere


@pytest.mark.parametrize(
    ("to", "fields"),
    [
        ("ben@mail.partner.example", {}),
        ("ana@corp.example", {}),
        ("ana@lab.corp.example", {}),
        ("list@lists.test", {"cc": (Address("list@lists.test"),)}),
        ("list@lists.test", {"is_list": True}),
        ("ben", {}),
        ("ben@evil.test", {"author": ""}),
    ],
)
def test_answers_to_the_author_to_us_or_to_who_is_addressed_are_not_elsewhere(to: str, fields: dict[str, Any]) -> None:
    assert not facts_after([], replying(to, **fields)).reply_elsewhere


def test_a_place_that_the_author_had_answers_sent_to_before_is_usual() -> None:
    assert not facts_after([replying("ben@evil.test")], replying("ben@evil.test", day=1)).reply_elsewhere
    assert facts_after([replying("ben@evil.test")], replying("ben@other.test", day=1)).reply_elsewhere


def test_one_whose_answers_go_to_many_places_is_a_form() -> None:
    many = [replying(f"guest@guest{day}.test", day=day) for day in range(int(USUAL_REPLIES))]
    assert not facts_after(many, replying("ben@evil.test", day=9)).reply_elsewhere


def busy(days: int = 20) -> list[EmailActivity]:
    """Enough mail from outside, for long enough, that what is not among it was not here."""
    return [mail(day=day, second=n, message_id=f"{day}.{n}@partner.example") for day in range(days) for n in range(9)]


ANSWER = {"in_reply_to": "1@nowhere.test", "references": ("0@nowhere.test",)}
"""Names two mails that were never here."""


def test_a_thread_of_which_nothing_was_seen_is_claimed() -> None:
    facts = facts_after(busy(), mail("kim@new.test", day=20, **ANSWER))
    assert facts.thread_claimed
    assert not facts.thread_known


@pytest.mark.parametrize("subject", ["Re: Hello", "AW: Hallo", "SV: Hej", "RE[2] : Hello", "Re\uff1aHello"])
def test_an_answer_that_quotes_but_names_nothing_claims_too(subject: str) -> None:
    assert facts_after(busy(), mail("kim@new.test", day=20, subject=subject, quoted=300)).thread_claimed


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"subject": "Re: Hello"},
        {"quoted": 300},
        {"subject": "Regarding: Hello", "quoted": 300},
        {"references": ("3.1@partner.example", "x@nowhere.test")},
        {"author": "bob@corp.example", "direction": Direction.INTERNAL, **ANSWER},
    ],
)
def test_no_thread_is_claimed_by_a_beginning_a_known_one_or_own_people(fields: dict[str, Any]) -> None:
    assert not facts_after(busy(), mail(**({"author": "kim@new.test", "day": 20} | fields))).thread_claimed


def test_a_thread_of_today_is_known_at_once() -> None:
    first = mail("ben@partner.example", day=20, message_id="1@nowhere.test")
    assert not facts_after([*busy(), first], mail("kim@new.test", day=20, second=60, **ANSWER)).thread_claimed


@pytest.mark.parametrize("days", [0, 5, FEWEST_REMEMBERED // 9])
def test_while_little_is_remembered_no_thread_is_called_a_claim(days: int) -> None:
    assert not facts_after(busy(days), mail("kim@new.test", day=days, **ANSWER)).thread_claimed


def test_the_age_of_a_domain_is_counted_from_its_first_day_whatever_came_between() -> None:
    history = [mail(), mail("kim@partner.example", day=3), mail(day=100)]
    assert [facts_after(history[:n], mail(day=300)).age_days for n in range(4)] == [0, 300, 300, 300]
    assert facts_after([], mail()).age_days == facts_after([mail()], mail(second=9)).age_days == 0
