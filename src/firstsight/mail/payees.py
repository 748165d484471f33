"""Where a text asks to pay or to call: bank accounts, wallets, telephone numbers, as keys that can be counted.

Source: ISO 13616 (IBAN, checked by its own check digits), Bitcoin and Ethereum address shapes, ITU-T E.123.
"""

from __future__ import annotations

import re

MOST_PAYEES = 10
"""Kept from one text: a price list with a hundred numbers says no more."""

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b")
_WALLET = re.compile(r"\b(?:bc1[a-z0-9]{25,71}|0x[0-9a-fA-F]{40}|[13][1-9A-HJ-NP-Za-km-z]{25,34})\b")
_PHONE = re.compile(r"\+\d[\d ().-]{7,18}\d|\b1?[ -]?\(?8\d\d\)?[ -]\d{3}[ -]\d{4}\b")


def is_iban(text: str) -> bool:
    """Whether the check digits are right (ISO 7064, mod 97-10).

    >>> is_iban("GB82WEST12345698765432"), is_iban("GB82WEST12345698765433")
    (True, False)
    """
    if not 15 <= len(text) <= 34:
        return False
    digits = "".join(str(int(letter, 36)) for letter in text[4:] + text[:4])
    return int(digits) % 97 == 1


def payees(text: str) -> tuple[str, ...]:
    """`iban:...`, `wallet:...` and `tel:...` keys in the order of the text's kinds, no duplicates."""
    found = [f"iban:{number}" for match in _IBAN.findall(text) if is_iban(number := match.replace(" ", ""))]
    found += [f"wallet:{match}" for match in _WALLET.findall(text) if any(c.isdigit() for c in match)]
    found += [f"tel:{''.join(c for c in match if c.isdigit())[-10:]}" for match in _PHONE.findall(text)]
    return tuple(dict.fromkeys(found))[:MOST_PAYEES]
