"""Who belongs here and who is well known here, by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.likeness import HOWS
from firstsight.model import DAY, Direction, EmailActivity
from firstsight.pipeline import Engine
from firstsight.relations.circle import ESTABLISHED_DAYS, NOTHING, WINDOW_DAYS, Circle, _Several
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, START, Says, mail

FIRST = START // DAY


def daily(author: str, days: int, start: int = 0) -> list[EmailActivity]:
    return [mail(author, day=start + day) for day in range(days)]


def written(name: str, address: str, days: int) -> list[EmailActivity]:
    """Mail that an own person writes to somebody outside, one a day."""
    return [mail(address, name, ("ben@partner.example",), day=day, direction=Direction.OUTBOUND) for day in range(days)]


def learnt(*events: EmailActivity) -> MemoryStore:
    """A store of what these events made normal, all their days closed."""
    store = MemoryStore()
    engine = Engine(store, OWN, Says())
    engine.handle(sorted(events, key=lambda event: event.time))
    engine.close_day()
    return store


def circle(*events: EmailActivity, day: int = 6) -> Circle:
    """The circle on the morning of a day, counted from the start."""
    made = Circle(OWN)
    made.advance(learnt(*events).normal(), FIRST + day)
    return made


@pytest.mark.parametrize(
    ("domain", "how"),
    [
        ("c0rp.example", "letters"),
        ("corp.test", "suffix"),
        ("corp.example.evil.test", "words"),
        ("c-orp.test", "spelling"),
    ],
)
def test_own_domains_are_imitated_from_the_first_day(domain: str, how: str) -> None:
    assert circle().resembles(domain) == ("corp.example", how, True)


def test_own_domains_and_hosts_below_them_are_ours() -> None:
    assert circle().owns("corp.example")
    assert circle().owns("mail.corp.example")
    assert not circle().owns("corp.test")
    assert circle().resembles("mail.corp.example") == NOTHING


def test_a_domain_that_writes_often_can_be_imitated_and_a_rare_one_cannot() -> None:
    assert circle(*daily("ben@partner.example", 6)).resembles("partnre.example") == (
        "partner.example",
        "spelling",
        False,
    )
    assert circle(*daily("ben@partner.example", 2)).resembles("partnre.example") == NOTHING


def test_who_is_well_known_imitates_nobody() -> None:
    both = circle(*daily("ben@partner.example", 6), *daily("kim@partner.test", 6))
    assert both.resembles("partner.test") == both.resembles("mx.partner.example") == NOTHING
    assert both.resembles("partner.invalid")[1:] == ("suffix", False)


def test_ours_comes_before_one_that_is_known() -> None:
    assert circle(*daily("ben@corps.example", 6)).resembles("corp.test") == ("corp.example", "suffix", True)


def test_providers_of_mailboxes_imitate_nobody_and_no_other_suffix_imitates_them() -> None:
    known = circle(*daily("ben@gmail.com", 6))
    assert known.resembles("gmail.test") == NOTHING
    assert known.resembles("gmai1.com") == ("gmail.com", "letters", False)
    assert circle(*daily("ben@gmall.test", 6)).resembles("gmail.com") == NOTHING


def test_a_generic_word_can_be_imitated_by_nobody() -> None:
    assert circle(*daily("ben@cloud.example", 6)).resembles("cloud.test") == NOTHING


def test_a_domain_that_has_faded_is_imitated_no_more() -> None:
    store = learnt(*daily("ben@partner.example", 6))
    known = Circle(OWN)
    known.advance(store.normal(), FIRST + 6)
    assert known.resembles("partner.test") != NOTHING
    known.advance(store.normal(), FIRST + 6 + WINDOW_DAYS)
    assert known.resembles("partner.test") == NOTHING


def test_each_midnight_adds_what_became_normal() -> None:
    store = MemoryStore()
    engine, known = Engine(store, OWN, Says()), Circle(OWN)
    seen = []
    for event in daily("ben@partner.example", 6):
        engine.handle([event])
        engine.close_day()
        known.advance(store.normal(), event.time // DAY + 1)
        seen.append(known.resembles("partner.test") != NOTHING)
    assert seen[0] is False
    assert seen[-1] is True
    assert seen.index(True) >= ESTABLISHED_DAYS - 1


@pytest.mark.parametrize(
    "name", ["Ana Gomez", "Gomez, Ana", "An\u0430 G\u00f3mez", "Ana Gomez (CFO)", "Mrs. Ana B. Gomez"]
)
def test_an_own_persons_name_is_recognised(name: str) -> None:
    assert circle(*written("Ana Gomez", "ana@corp.example", 6)).own_name(name) == "ana@corp.example"


@pytest.mark.parametrize("name", ["", "Ana", "Bob Gomez", "Ana Gomes"])
def test_another_name_is_nobodys(name: str) -> None:
    assert circle(*written("Ana Gomez", "ana@corp.example", 6)).own_name(name) == ""


def test_a_name_borne_for_too_few_days_is_nobodys() -> None:
    assert circle(*written("Ana Gomez", "ana@corp.example", 2)).own_name("Ana Gomez") == ""


def test_of_several_who_bear_a_name_the_one_who_writes_most_is_meant() -> None:
    both = circle(*written("Ana Gomez", "ana@corp.example", 4), *written("Ana Gomez", "ana.g@corp.example", 6))
    assert both.own_name("Ana Gomez") == "ana.g@corp.example"


def test_what_is_kept_is_bounded_in_all() -> None:
    kept = _Several(2)
    assert [kept.put("a", "1"), kept.put("a", "1"), kept.put("b", "2"), kept.put("b", "3")] == [True, True, True, False]
    assert [[*kept.of("a")], [*kept.of("b")], [*kept.of("c")]] == [["1"], ["2"], []]


KNOWN = circle(*daily("ben@partner.example", 6), *written("Ana Gomez", "ana@corp.example", 6))


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    other, how, _ = KNOWN.resembles(text)
    assert (other, how) == ("", "") or how in HOWS
    assert KNOWN.own_name(text) in ("", "ana@corp.example")
    assert KNOWN.owns(text) in (True, False)
