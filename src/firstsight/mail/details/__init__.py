"""What a text names definitely: numbers to call, accounts, wallets, amounts, deadlines, passwords, each with its place.

One file and one line here add a kind.
"""

from __future__ import annotations

from firstsight.mail.details.account import account, bank
from firstsight.mail.details.amount import amount
from firstsight.mail.details.bank_change import bank_change
from firstsight.mail.details.deadline import deadline
from firstsight.mail.details.finder import Finder
from firstsight.mail.details.gift_card import gift_card
from firstsight.mail.details.iban import iban
from firstsight.mail.details.order import order
from firstsight.mail.details.passage import Passage
from firstsight.mail.details.password import password
from firstsight.mail.details.phone import phone
from firstsight.mail.details.wallet import wallet
from firstsight.model import Detail

MOST_TEXT = 65_536
"""Characters that are searched."""

MOST_DETAILS = 30
"""Details kept of one text: a price list with a hundred numbers says no more."""

MOST_OF_A_KIND = 10
"""Details kept of one kind, so that a list of one does not hide the others."""

CATALOGUE: tuple[Finder, ...] = (
    iban,
    wallet,
    account,
    bank,
    amount,
    order,
    phone,
    deadline,
    gift_card,
    password,
    bank_change,
)
"""In the order of precedence: a place that one has taken is not taken by a later one of a number."""

NUMBERS = frozenset({"iban", "wallet", "account", "bank", "amount", "order", "phone"})
"""Kinds that are numbers: the same digits are only one of them."""

PAYEES = frozenset({"iban", "account", "wallet"})
"""Kinds that say where money is to go."""

COUNTED_DIGITS = 9
"""Last digits of a telephone number that are compared: national numbers of nine digits have a 0 before them at home."""

KINDS: dict[str, str] = {each.kind: each.doc for each in CATALOGUE}
"""Every kind of detail, with what its value is."""

_WORDS = frozenset[bytes]().union(*(each.words for each in CATALOGUE))


def details_of(text: str) -> tuple[Detail, ...]:
    """The details of a text in the order in which they stand there, each value of a kind once, bounded.

    >>> [(detail.kind, detail.value) for detail in details_of("Call +1 (888) 555-0100 within 24 hours: order #40-17-99.")]
    [('phone', '18885550100'), ('deadline', '24h'), ('order', '40-17-99')]
    """
    if not text:
        return ()
    passage = Passage(text[:MOST_TEXT], _WORDS)
    found: list[Detail] = []
    taken: list[tuple[int, int]] = []
    for each in CATALOGUE:
        if each.wants(passage):
            number = each.kind in NUMBERS
            found += _kept(each, passage, taken if number else [])
            if number:
                taken = [(detail.start, detail.end) for detail in found if detail.kind in NUMBERS]
    if len(found) > 1:
        found.sort(key=lambda detail: (detail.start, detail.end))
    return tuple(found[:MOST_DETAILS])


def key_of(detail: Detail) -> str:
    """What an account or a number to call is counted as. Telephones by their last digits: at home and from abroad alike.

    >>> key_of(Detail("phone", "442079460018", 0, 13)), key_of(Detail("phone", "02079460018", 0, 13))
    ('tel:079460018', 'tel:079460018')
    """
    if detail.kind == "phone":
        return f"tel:{detail.value[-COUNTED_DIGITS:]}"
    return f"{detail.kind}:{detail.value}"


def _kept(each: Finder, passage: Passage, taken: list[tuple[int, int]]) -> list[Detail]:
    """What one finder finds, each value once, where nobody before it has taken the place."""
    kept: dict[str, Detail] = {}
    for start, end, value in each.find(passage):
        if value not in kept and not any(start < last and first < end for first, last in taken):
            kept[value] = Detail(each.kind, value, start, end)
            if len(kept) == MOST_OF_A_KIND:
                break
    return [*kept.values()]


__all__ = ["CATALOGUE", "KINDS", "MOST_DETAILS", "MOST_OF_A_KIND", "PAYEES", "Finder", "details_of", "key_of"]
