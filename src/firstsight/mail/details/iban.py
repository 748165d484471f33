"""International bank account numbers, checked by their own check digits.

Source: ISO 13616 (IBAN and its registry), ISO 7064 (mod 97-10).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from firstsight.mail.details.finder import Found, finder
from firstsight.mail.details.passage import Passage

_SPACE = " \u00a0\u202f.\u2011\u200b-"
"""What stands between the groups of a number; web pages use spaces that do not break."""

_NO_SPACE = dict.fromkeys(map(ord, _SPACE))
_START = re.compile(r"([a-zA-Z][a-zA-Z])[0-9][0-9]")
WORD = b"iban"

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


@finder("iban", digits=True)
def iban(passage: Passage) -> Iterator[Found]:
    """An account number of ISO 13616 whose check digits are right: capital letters and digits, no spaces."""
    if b"AA00" not in passage.shape and WORD not in passage.words:
        return
    text = passage.text
    for start in _START.finditer(text):
        length = IBAN_LENGTHS.get(start[1].upper())
        if not length or (start.start() and text[start.start() - 1].isalnum()):
            continue
        rest = _rest(length).match(text, start.end())
        if rest and is_iban(number := (start[0] + rest[0].translate(_NO_SPACE)).upper()):
            yield start.start(), rest.end(), number


@cache
def _rest(length: int) -> re.Pattern[str]:
    """What follows country and check digits in an IBAN of so many characters."""
    return re.compile(rf"(?:[{_SPACE}]{{0,2}}[A-Za-z0-9]){{{length - 4}}}(?!\w)")
