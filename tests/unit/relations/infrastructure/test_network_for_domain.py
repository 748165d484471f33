"""Where a domain's mail comes from."""

from __future__ import annotations

import pytest

from firstsight.model import Envelope
from firstsight.relations.infrastructure.network_for_domain import network_for_domain
from tests.mails import mail
from tests.unit.relations.observing import triples


def networks(ip: str) -> list[tuple[str, str, str]]:
    return triples(network_for_domain, mail(envelope=Envelope(client_ip=ip)))


def test_neighbours_are_of_one_network() -> None:
    assert networks("192.0.2.7") == networks("192.0.2.200") == [("domain:partner.example", "192.0.2.0/24", "")]
    assert networks("192.0.3.7") != networks("192.0.2.7")


@pytest.mark.parametrize("ip", ["", "unknown", "mx.a.b.c"])
def test_what_is_no_address_has_no_network(ip: str) -> None:
    assert networks(ip) == []


def test_an_author_without_a_domain_says_nothing() -> None:
    assert triples(network_for_domain, mail(author="ben")) == []
