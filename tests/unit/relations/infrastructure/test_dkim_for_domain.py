"""Who signs for a domain."""

from __future__ import annotations

from firstsight.model import AuthResults
from firstsight.relations.infrastructure.dkim_for_domain import dkim_for_domain
from tests.mails import mail
from tests.unit.relations.observing import triples


def signed(*domains: str) -> list[str]:
    auth = AuthResults(dkim="pass" if domains else "none", dkim_domains=domains, source="header")
    return [value for _, value, _ in triples(dkim_for_domain, mail(auth=auth))]


def test_every_signature_that_verified_is_counted() -> None:
    assert signed("partner.example", "esp.example", "partner.example") == ["partner.example", "esp.example"]


def test_no_signature_is_a_value_too() -> None:
    assert signed() == ["none"]


def test_five_signatures_are_enough() -> None:
    assert len(signed(*(f"{number}.example" for number in range(50)))) == 5


def test_where_nobody_checked_nobody_signed_or_failed_to() -> None:
    assert triples(dkim_for_domain, mail(auth=AuthResults(dkim_domains=("partner.example",)))) == []
