"""Account numbers that are not IBANs, and the banks that they are at.

A bare number of ten digits is anything; what makes it an account is the word before it, and a bank that is named near it.
Where a bank is named by a number that checks itself, that is checked.
Source: American Bankers Association (routing numbers and their check digit), UK Finance (sort codes), Deutsche Bundesbank
(Bankleitzahl), Australian Payments Network (BSB), Reserve Bank of India (IFSC), ISO 9362 (BIC), Bankgirot and Plusgirot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstsight.mail.details.finder import Found, finder
from firstsight.mail.details.iban import is_iban
from firstsight.mail.details.passage import DIGITS, Passage, anchors

NEAR = 200
"""Characters between an account number and the number of its bank: a few lines of a remittance slip."""

FEWEST_DIGITS, MOST_DIGITS = 5, 17
"""Digits of an account number; 17 is what an American payment file has room for (NACHA)."""

_COUNTRIES = frozenset(
    "AD AE AF AG AI AL AM AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI "
    "CK CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL "
    "GM GN GP GQ GR GT GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA "
    "LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO "
    "NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SK SL SM SN SO SR "
    "SS ST SV SX SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WF WS XK YE YT ZA ZM "
    "ZW".split()
)
"""ISO 3166-1, and XK, which ISO 9362 uses as well."""

_GAP = r"[ \t\u00a0:.#=(–-]{0,6}(?:\n[ \t]*)?"
"""What stands between a word and its number, at most one line end among it."""

_NUMBER = rf"{_GAP}(?:(?:number|num|no|nr|code|is|n[uú]mero|num[ée]ro|numer|n[º°])(?!\w){_GAP}){{0,2}}"
_BANKS = {
    **dict.fromkeys(
        ("routing", "transit", "aba", "rtn", "routing number", "aba routing", "aba/routing"),
        re.compile(rf"(?:[ /](?:routing|transit|aba|rtn|ach))?{_NUMBER}(\d{{4}}[ -]?\d{{4}}[ -]?\d)(?![\d-])"),
    ),
    **dict.fromkeys(("sort code", "sortcode", "sort-code"), re.compile(rf"{_NUMBER}(\d\d[ -]?\d\d[ -]?\d\d)(?![\d-])")),
    **dict.fromkeys(("blz", "bankleitzahl"), re.compile(rf"{_NUMBER}([1-8]\d\d ?\d{{3}} ?\d\d)(?!\d)")),
    "bsb": re.compile(rf"{_NUMBER}(\d{{3}}[ -]?\d{{3}})(?![\d-])"),
    **dict.fromkeys(("ifsc", "ifs"), re.compile(rf"{_NUMBER}([a-z]{{4}}0[a-z0-9]{{6}})(?!\w)")),
    **dict.fromkeys(
        ("bic", "swift"),
        re.compile(
            rf"(?:[ /-]{{1,3}}(?:bic|swift|code|number|address)(?!\w)){{0,2}}{_NUMBER}([a-z]{{6}}[a-z0-9]{{2}}(?:[a-z0-9]{{3}})?)(?!\w)"
        ),
    ),
}
"""What names a bank -> its number."""

_BANK_WORDS = anchors(_BANKS)
_ACCOUNT_WORDS = anchors(
    (
        "account accounts acct a/c konto kontonummer kontonr kto compte cuenta conto conta rekening rekeningnummer rachunek "
        "rachunku konta kontonumret hesap hesabı"
    ).split()
)
_ACCOUNT = re.compile(rf"{_NUMBER}(\d(?:[ \u00a0/-]?\d){{{FEWEST_DIGITS - 1},27}})(?!\w|[.,]\d)")
_GIRO_WORDS = anchors(("bankgiro", "plusgiro", "clabe", "cbu"))
_GIRO = re.compile(rf"{_NUMBER}(\d(?:[ -]?\d){{4,21}})(?![\w-])")


def is_routing_number(digits: str) -> bool:
    """Whether nine digits are a routing number: 3, 7, 1 by turns, a sum that ten divides, a district that exists.

    >>> is_routing_number("021000021"), is_routing_number("021000022"), is_routing_number("000000000")
    (True, False, False)
    """
    if len(digits) != 9 or not (digits.isascii() and digits.isdigit()):
        return False
    district = int(digits[:2])
    exists = 1 <= district <= 12 or 21 <= district <= 32 or 61 <= district <= 72 or district == 80
    return exists and sum(int(digit) * (3, 7, 1)[place % 3] for place, digit in enumerate(digits)) % 10 == 0


def is_bic(text: str) -> bool:
    """Whether this has the shape of a BIC of a country that exists; upper case.

    >>> is_bic("DEUTDEFF500"), is_bic("PASSWORD")
    (True, False)
    """
    return len(text) in (8, 11) and text.isascii() and text.isalnum() and text[:4].isalpha() and text[4:6] in _COUNTRIES


@finder("account", digits=True, words=(*_ACCOUNT_WORDS, *_GIRO_WORDS))
def account(passage: Passage) -> Iterator[Found]:
    """An account number where a bank is named: the bank's number, a slash, the account's digits; a giro or CLABE alone."""
    text = passage.folded
    for _, end, word in passage.places(_GIRO_WORDS):
        if number := _GIRO.match(text, end):
            yield *number.span(1), f"{word}/{_digits(number[1])}"
    banks = [*_banks(passage)]
    for start, end, _ in passage.places(_ACCOUNT_WORDS):
        number = _ACCOUNT.match(text, end)
        if not number:
            continue
        digits = _digits(number[1])
        near = [bank for bank in banks if bank[0] - NEAR <= start <= bank[1] + NEAR]
        if is_iban(f"PL{digits}"):
            yield *number.span(1), f"PL{digits}"
        elif near and len(digits) <= MOST_DIGITS:
            nearest = min(near, key=lambda bank: abs(bank[0] - start))
            yield *number.span(1), f"{nearest[2]}/{digits}"


@finder("bank", words=_BANK_WORDS)
def bank(passage: Passage) -> Iterator[Found]:
    """A bank, by the number that its country gave it or by its BIC (eight characters: the branch is left out)."""
    yield from _banks(passage)


def _banks(passage: Passage) -> Iterator[Found]:
    """Numbers of banks that follow their rule."""
    for _, end, word in passage.places(_BANK_WORDS):
        found = _BANKS[word].match(passage.folded, end)
        if not found:
            continue
        start, stop = found.span(1)
        written = passage.text[start:stop]
        if word in ("bic", "swift"):
            if is_bic(written):
                yield start, stop, written[:8]
        elif word in ("ifsc", "ifs"):
            yield start, stop, written.upper()
        elif _BANKS[word] is not _BANKS["aba"] or is_routing_number(_digits(written)):
            yield start, stop, _digits(written)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter in DIGITS)
