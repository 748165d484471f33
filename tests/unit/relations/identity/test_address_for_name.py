"""A name that is known belongs to addresses."""

from __future__ import annotations

import pytest

from firstsight.relations.identity.address_for_name import address_for_name
from tests.mails import mail
from tests.unit.relations.observing import triples


@pytest.mark.parametrize("name", ["Ben Berger", "Berger, Ben", "BERGER BEN", "Ben (Berger)"])
def test_the_order_and_case_of_a_name_do_not_matter(name: str) -> None:
    assert triples(address_for_name, mail(name=name)) == [("name:ben berger", "ben@partner.example", "")]


@pytest.mark.parametrize("name", ["", "Ben", "Info", "12 34", "Ludwig"])
def test_a_name_of_one_word_belongs_to_nobody(name: str) -> None:
    assert triples(address_for_name, mail(name=name)) == []


def test_a_name_without_an_address_says_nothing() -> None:
    assert triples(address_for_name, mail(author="")) == []
