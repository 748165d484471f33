from __future__ import annotations

import ipaddress
from random import Random

import pytest

from firstsight.lab.world.cast import NEW_PROVIDER_DAY, Person, full_name, hire, local_part, network


def test_everybody_has_an_address_of_their_own() -> None:
    cast = hire(Random(5), 120, 365)
    addresses = [person.addr for person in cast.people]
    assert len(set(addresses)) == 120
    assert all(address.isascii() and address.endswith("@hagenau.example") for address in addresses)


def test_some_join_some_leave_and_all_have_holidays() -> None:
    cast = hire(Random(5), 40, 365)
    assert any(person.joined > 0 for person in cast.people)
    assert any(person.left < 365 for person in cast.people)
    assert all(person.away for person in cast.people)


def test_one_supplier_changes_its_provider_and_keeps_its_signature() -> None:
    cast = hire(Random(5), 40, 365)
    moved = [party for party in cast.of("supplier") if len(party.origins) == 2]
    assert len(moved) == 1
    before, after = moved[0].origin(NEW_PROVIDER_DAY - 1), moved[0].origin(NEW_PROVIDER_DAY)
    assert before.ip != after.ip
    assert after.dkim_domain == moved[0].domain
    assert after.dkim == "pass"


def test_a_small_organisation_has_no_empty_department() -> None:
    assert hire(Random(1), 6, 30).in_department("no such")


@pytest.mark.parametrize("seed", range(20))
def test_a_network_is_a_documentation_range(seed: int) -> None:
    ip = ipaddress.ip_address(network(Random(seed)))
    assert any(ip in ipaddress.ip_network(net) for net in ("198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"))


def test_a_name_becomes_an_ascii_local_part() -> None:
    assert local_part("Rüdiger Weiß") == "ruediger.weiss"
    assert local_part(full_name(Random(1), "fr")).isascii()


def test_presence_ends_with_the_last_day() -> None:
    person = Person("A B", "a@x.example", "de", "apple", joined=5, left=20, away=((8, 10),))
    assert [person.present(day) for day in (4, 5, 8, 9, 10, 19, 20)] == [False, True, False, False, True, True, False]
    assert (person.first, person.last, person.domain) == ("A", "B", "x.example")


def test_two_languages_meet_in_english() -> None:
    german = Person("A B", "a@x.example", "de", "apple")
    french = Person("C D", "c@x.example", "fr", "apple")
    assert german.language_to(german) == "de"
    assert german.language_to(french) == "en"
