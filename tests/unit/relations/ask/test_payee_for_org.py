"""Accounts, wallets and numbers are counted for the organisation."""

from __future__ import annotations

from firstsight.mail.payees import MOST_PAYEES
from firstsight.relations.ask.payee_for_org import payee_for_org
from tests.mails import mail
from tests.unit.relations.observing import triples


def test_an_account_and_a_number_in_the_text_are_counted() -> None:
    event = mail(text="Pay GB82 WEST 1234 5698 7654 32 or call +1 202 555 0100.")
    assert triples(payee_for_org, event) == [
        ("org", "iban:GB82WEST12345698765432", ""),
        ("org", "tel:2025550100", ""),
    ]


def test_a_text_without_them_says_nothing() -> None:
    assert triples(payee_for_org, mail(text="Invoice 2024-10-04, 1,250.00 EUR, room 12 345.")) == []


def test_a_price_list_is_cut_short() -> None:
    text = "\n".join(f"+1 202 555 {number:04}" for number in range(200))
    assert len(triples(payee_for_org, mail(text=text))) == MOST_PAYEES
