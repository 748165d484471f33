"""Which accounts a correspondent names is counted for its domain."""

from __future__ import annotations

from firstsight.model import Detail
from firstsight.relations.ask.payee_for_sender import payee_for_sender
from tests.mails import mail
from tests.unit.relations.observing import triples

IBAN = Detail("iban", "GB82WEST12345698765432", 0, 22)


def test_the_account_of_a_supplier_is_counted_for_its_registrable_domain() -> None:
    event = mail("ben@mail.partner.example", details=(IBAN,))
    assert triples(payee_for_sender, event) == [("domain:partner.example", "iban:GB82WEST12345698765432", "")]


def test_at_a_free_mail_provider_everybody_has_accounts_of_their_own() -> None:
    event = mail("ben@gmail.com", details=(IBAN,))
    assert triples(payee_for_sender, event) == [("mail:ben@gmail.com", "iban:GB82WEST12345698765432", "")]


def test_a_telephone_number_is_no_account() -> None:
    assert triples(payee_for_sender, mail(details=(Detail("phone", "12025550100", 0, 9),))) == []
