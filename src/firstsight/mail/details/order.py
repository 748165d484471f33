"""Numbers of orders, invoices and subscriptions, and the sentence that something will be charged.

A call-back scam needs one: something that the reader never bought, with a number to call about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstsight.mail.details.finder import Found, finder
from firstsight.mail.details.passage import DIGITS, Passage, anchors

RENEWAL = "RENEWAL"
"""The value where there is no number, but something "will be renewed" or "has been charged"."""

LONGEST = 32
"""Characters of a number."""

NEAR = 100
"""Characters before "charged" and the like in which that stands which is charged for."""

FEWEST_DIGITS = 3
"""Digits of a number; fewer are a plain count ("order 12")."""

_NAMES = anchors(
    (
        "order invoice subscription transaction reference membership customer case receipt policy contract confirmation "
        "bestellung bestellnummer rechnung rechnungsnummer kundennummer auftrag auftragsnummer vertrag vertragsnummer "
        "commande facture abonnement référence reference pedido factura suscripción suscripcion encomenda fatura ordine "
        "fattura abbonamento bestelling bestelnummer factuur factuurnummer klantnummer zamówienie zamówienia faktura "
        "faktury fakturanummer ordernummer beställning sipariş"
    ).split()
)
_CHARGED = anchors(
    (
        "renewed charged debited deducted billed renewal renews auto-renewed auto-renews auto-renewal verlängert abgebucht "
        "renouvelé renouvelée prélevé prélevée débité débitée renovada renovado renovará cobrado cargado rinnovato "
        "addebitato verlengd afgeschreven odnowiona odnowiony pobrana pobrany förnyas debiteras yenilenecek yenilenecektir "
        "tahsil"
    ).split()
)
_FOR = re.compile(
    r"(?<!\w)(?:subscription|membership|plan|service|protection|account|amount|licen[cs]e|abo|abonnement|lizenz"
    r"|mitgliedschaft|suscripci[oó]n|assinatura|abbonamento|subskrypcja|prenumeration|abonelik)\w{0,4}(?!\w)[^!?\n]{0,80}\Z"
)
_NUMBER = re.compile(
    r"(?: (?:confirmation|reference|tracking))?(?:"
    r"(?:[ \u00a0]{0,2}(?:number|num|no|nr|id|code|n[º°o]|n\.?º|num[ée]ro|n[uú]mero|nummer|numer|numaras[iı]|#)\.?){1,2}"
    r"[ \u00a0]{0,2}(?:is|:|=|：|-|–)?[ \t\u00a0]{0,4}(?:\n[ \t]{0,4})?[#(\[]?|[ \u00a0]{0,2}(?:#|:[ \u00a0]{0,3}#?)[ \u00a0]{0,2})"
    rf"(?P<number>[a-z0-9][a-z0-9/_.-]{{2,{LONGEST - 1}}})(?![\w/])"
)


@finder("order", words=(*_NAMES, *_CHARGED))
def order(passage: Passage) -> Iterator[Found]:
    """The number of an order, invoice, subscription or customer in capitals, or "RENEWAL" where one is only charged."""
    text = passage.folded
    numbered = False
    for _, end, _ in passage.places(_NAMES) if passage.has_digits else ():
        if found := _NUMBER.match(text, end):
            start, number = found.start("number"), found["number"].rstrip("._-/")
            if sum(map(number.count, DIGITS)) >= FEWEST_DIGITS:
                numbered = True
                yield start, start + len(number), number.upper()
    for start, end, _ in () if numbered else passage.places(_CHARGED):
        if _FOR.search(text[max(0, start - NEAR) : start]):
            yield start, end, RENEWAL
