"""Where a text asks to pay or to call: bank accounts, wallets, telephone numbers, as keys that can be counted.

Source: ISO 13616 (IBAN, checked by its own check digits), Bitcoin and Ethereum address shapes, ITU-T E.123.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

MOST_PAYEES = 10
"""Kept from one text: a price list with a hundred numbers says no more."""

_SPACE = " \u00a0\u202f"
"""Spaces that stand between the groups of a number; web pages use those that do not break."""

_NO_SPACE = dict.fromkeys(map(ord, _SPACE))
_IBAN_START = re.compile(r"\b([A-Z]{2})[0-9]{2}")
_WALLET = re.compile(r"\b(?:bc1[a-z0-9]{25,71}|0x[0-9a-fA-F]{40}|[13][1-9A-HJ-NP-Za-km-z]{25,34})\b")
_GAP = rf"[{_SPACE}.\u2011-]"
_PHONE = re.compile(
    rf"\+\d[\d{_SPACE}().\u2011-]{{7,18}}\d|\b1?{_GAP}?\(?8\d\d\)?{_GAP}\d{{3}}{_GAP}\d{{4}}\b",
)


_REGISTRY = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 "
    "ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 "
    "LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 "
    "PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 "
    "YE30"
)
IBAN_LENGTHS = {entry[:2]: int(entry[2:]) for entry in _REGISTRY.split()}
"""Characters of an account number by country (ISO 13616 registry): where it ends, whatever word in capitals follows."""


def is_iban(text: str) -> bool:
    """Whether length and check digits are right (ISO 7064, mod 97-10); upper case, no spaces.

    >>> is_iban("GB82WEST12345698765432"), is_iban("GB82WEST12345698765433")
    (True, False)
    """
    if len(text) != IBAN_LENGTHS.get(text[:2]) or not (text.isascii() and text.isalnum()):
        return False
    digits = "".join(str(int(letter, 36)) for letter in text[4:] + text[:4])
    return int(digits) % 97 == 1


def payees(text: str) -> tuple[str, ...]:
    """`iban:...`, `wallet:...` and `tel:...` keys in the order of the text's kinds, no duplicates."""
    found = [f"iban:{number}" for number in _ibans(text)]
    found += [f"wallet:{match if match[0] in '13' else match.lower()}" for match in _WALLET.findall(text)]
    found += [f"tel:{''.join(c for c in match if c.isdigit())[-10:]}" for match in _PHONE.findall(text)]
    return tuple(dict.fromkeys(found))[:MOST_PAYEES]


def _ibans(text: str) -> Iterator[str]:
    """IBANs without spaces, however they are grouped."""
    for start in _IBAN_START.finditer(text):
        length = IBAN_LENGTHS.get(start[1])
        rest = _iban_rest(length).match(text, start.end()) if length else None
        if rest and is_iban(number := start[0] + rest[0].translate(_NO_SPACE)):
            yield number


@cache
def _iban_rest(length: int) -> re.Pattern[str]:
    """What follows country and check digits in an IBAN of so many characters."""
    return re.compile(rf"(?:[{_SPACE}]?[A-Z0-9]){{{length - 4}}}(?!\w)")
