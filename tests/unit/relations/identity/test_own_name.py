"""Under which names own people write and are addressed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from firstsight.model import Address, Direction, EmailActivity, Facts
from firstsight.relations.identity.own_name import MOST_NAMED, TRUSTED_DAYS, entry, own_name, taken_apart
from firstsight.relations.relation import LONGEST_VALUE
from tests.mails import mail
from tests.unit.relations.observing import triples

ANA = [("org", "ana gomez <ana@corp.example>", "")]


def addressed(*people: Address, cc: tuple[Address, ...] = ()) -> EmailActivity:
    """A mail from outside to people with names."""
    event = mail()
    return replace(event, message=replace(event.message, to=people, cc=cc))


@pytest.mark.parametrize("name", ["Ana Gomez", "Gomez, Ana", "Dr. Ana M. Gómez", "An\u0430 Gomez (CFO)"])
def test_own_people_teach_the_name_they_write_under(name: str) -> None:
    event = mail("ana@corp.example", name, ("ben@partner.example",), direction=Direction.OUTBOUND)
    assert triples(own_name, event) == ANA


@pytest.mark.parametrize("name", ["", "Ana", "Info", "A. B."])
def test_a_single_word_is_nobodys_name(name: str) -> None:
    event = mail("ana@corp.example", name, ("ben@partner.example",), direction=Direction.OUTBOUND)
    assert triples(own_name, event) == []


def test_an_acquaintance_teaches_what_it_calls_our_people_and_a_stranger_does_not() -> None:
    event = addressed(Address("ana@corp.example", "Ana Gomez"))
    assert triples(own_name, event, facts=Facts(sender_days=TRUSTED_DAYS)) == ANA
    assert triples(own_name, event, facts=Facts(sender_days=TRUSTED_DAYS - 0.1)) == []


def test_names_in_cc_count_and_those_of_others_do_not() -> None:
    event = addressed(Address("kim@partner.example", "Kim Weber"), cc=(Address("ana@corp.example", "Ana Gomez"),))
    assert triples(own_name, event, facts=Facts(sender_days=9.0)) == ANA


def test_the_name_of_an_author_outside_is_never_an_own_one() -> None:
    assert triples(own_name, mail(name="Ana Gomez"), facts=Facts(sender_days=9.0)) == []


def test_only_so_many_people_of_one_mail_are_named() -> None:
    people = [Address(f"p{letter}@corp.example", f"Ana {letter * 4}") for letter in "abefghjk"]
    assert len(people) > MOST_NAMED
    assert len(triples(own_name, addressed(*people), facts=Facts(sender_days=9.0))) == MOST_NAMED


def test_an_entry_that_would_be_cut_is_left_out() -> None:
    author = "a" * LONGEST_VALUE + "@corp.example"
    event = mail(author, "Ana Gomez", ("ben@partner.example",), direction=Direction.OUTBOUND)
    assert triples(own_name, event) == []


@given(st.text(alphabet="abc ", max_size=20), st.text(max_size=40))
def test_an_entry_is_taken_apart_as_it_was_put_together(name: str, address: str) -> None:
    assert taken_apart(entry(name, address)) == (name, address)


@given(st.text(max_size=300), st.text(max_size=80))
def test_no_name_makes_it_fail(name: str, value: str) -> None:
    event = mail("ana@corp.example", name, ("ben@partner.example",), direction=Direction.OUTBOUND)
    assert len(triples(own_name, event)) <= 1
    assert len(taken_apart(value)) == 2
