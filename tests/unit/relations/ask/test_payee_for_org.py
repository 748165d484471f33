"""Accounts, wallets and numbers are counted for the organisation."""

from __future__ import annotations

from firstsight.mail.details import details_of
from firstsight.model import Detail
from firstsight.relations.ask.payee_for_org import payee_for_org
from tests.mails import mail
from tests.unit.relations.observing import triples


def test_an_account_and_a_number_in_the_text_are_counted() -> None:
    details = details_of("Pay GB82 WEST 1234 5698 7654 32 or call +1 202 555 0100.")
    assert triples(payee_for_org, mail(details=details)) == [
        ("org", "iban:GB82WEST12345698765432", ""),
        ("org", "tel:025550100", ""),
    ]


def test_a_number_is_one_at_home_and_from_abroad() -> None:
    home, abroad = details_of("020 7946 0018"), details_of("+44 (0)20 7946 0018")
    assert triples(payee_for_org, mail(details=home)) == triples(payee_for_org, mail(details=abroad))


def test_amounts_and_deadlines_are_not() -> None:
    details = (Detail("amount", "EUR 1250.00", 0, 9), Detail("deadline", "24h", 10, 20))
    assert triples(payee_for_org, mail(details=details)) == []
