"""Amounts of money, in the number formats and the currency names of several languages.

Source: ISO 4217 (codes), Unicode CLDR (signs, separators and names).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from firstsight.mail.details.finder import Found, finder
from firstsight.mail.details.passage import MOST_PLACES, Passage, Place, anchors

LARGEST = Decimal(10) ** 12
"""What is not below this is no amount that anybody asks for."""

NEAR = 40
"""Characters before a currency in which its number begins."""

SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₺": "TRY", "₽": "RUB", "₩": "KRW", "₪": "ILS",
    "₫": "VND", "₴": "UAH", "₱": "PHP", "฿": "THB", "₿": "BTC", "₦": "NGN",
}  # fmt: skip
"""A bare dollar or yen sign is counted for the largest of its currencies."""

DOLLARS = {
    "us": "USD", "usd": "USD", "c": "CAD", "ca": "CAD", "cad": "CAD", "a": "AUD", "au": "AUD", "aud": "AUD",
    "nz": "NZD", "hk": "HKD", "s": "SGD", "r": "BRL", "mx": "MXN", "nt": "TWD",
}  # fmt: skip
"""Letters before a dollar sign."""

CODES = (
    "usd eur gbp jpy chf cad aud nzd cny hkd sgd inr brl mxn zar sek nok dkk pln czk huf ron bgn rub uah ils aed "
    "sar krw thb php idr myr vnd ngn egp twd clp ars btc eth ltc xmr usdt usdc"
).split()
"""Codes that are counted as they are: of ISO 4217 those that are asked for and are no words, and those of coins."""

NAMES = {
    "USD": "dollar dollars dollari dolar dolares dólar dólares dolarów bucks",
    "EUR": "euro euros",
    "GBP": "pounds sterling quid",
    "JPY": "yen",
    "INR": "rupees rupien roupies rs",
    "TRY": "lira lirası tl",
    "PLN": "zł zl złotych zloty zlotys złote",
    "KR": "kr kronor kroner",
    "CHF": "franken francs sfr",
    "BRL": "reais",
    "CZK": "kč",
    "RON": "lei",
    "RUB": "руб рублей рубля",
    "UAH": "грн",
    "CNY": "yuan rmb",
    "BTC": "bitcoin bitcoins",
    "ETH": "ether ethereum",
    "USDT": "tether",
    "XMR": "monero",
}
"""Words for a currency; the crowns of the north are told apart by nothing and stay crowns."""

COINS = frozenset({"BTC", "ETH", "LTC", "XMR"})
"""What is counted with many decimals: 0.125 and 1.250 are decimals there, not thousands."""

TIMES = {
    "k": 3, "tsd": 3, "thousand": 3, "tausend": 3, "mille": 3, "mil": 3, "mila": 3, "bin": 3, "tys": 3,
    "m": 6, "mn": 6, "mio": 6, "mln": 6, "million": 6, "millions": 6, "millionen": 6, "millones": 6, "milioni": 6,
    "milhões": 6, "miljoen": 6, "milyon": 6, "bn": 9, "billion": 9,
}  # fmt: skip
"""Words after a number, and the power of ten that they stand for."""

_BY_NAME = (
    {code: code.upper() for code in CODES}
    | {name: code for code, names in NAMES.items() for name in names.split()}
    | SIGNS
)
_FIAT = frozenset(CODES) - {"btc", "eth", "ltc", "xmr", "usdt", "usdc"}
_WORDS = anchors(name for name in _BY_NAME if name not in SIGNS)
_SIGN = re.compile("[" + "".join(map(re.escape, SIGNS)) + "]")
_NUMBER = (
    r"(?P<number>\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)|\d{1,12}(?:[.,]\d{1,8})?(?!\d))"
    rf"(?:[ \u00a0]?(?P<times>{'|'.join(sorted(TIMES, key=len, reverse=True))})(?![^\W\d_]))?"
)
_GAPS = ". \u00a0\u202f"
_AFTER = re.compile(rf"[{_GAPS}]{{0,2}}{_NUMBER}(?!\w|%)")
_BEFORE = re.compile(rf"(?<![\w.,:/#+$-]){_NUMBER}[ \u00a0\u202f-]?(?:us )?\Z")
_SPACES = dict.fromkeys(map(ord, " '’\u00a0\u202f"))
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


@finder("amount", digits=True, words=_WORDS, signs="".join(SIGNS))
def amount(passage: Passage) -> Iterator[Found]:
    """An amount of money: code of the currency, a space, the number with two decimals (coins: up to eight)."""
    text, reached = passage.folded, 0
    for start, end, name in sorted([*passage.places(_WORDS), *_signs(passage.text)]):
        if end <= reached:
            continue
        since = max(reached, start - NEAR)
        before = _before(passage, since, start, end)
        after = _after(passage, start, end, name)
        if after and not (before and after[0][0] in _GAPS):  # "100 EUR 200 EUR", but "5 $100"
            first, code = _dollar(text, start) if name == "$" else (start, _BY_NAME[name])
            found, reached = after, after.end()
        elif before:
            first, code = since + before.start(), _BY_NAME[name]
            found, reached = before, end
        else:
            continue
        value = number_of(found["number"], decimals=code in COINS) * 10 ** TIMES.get(found["times"] or "", 0)
        if 0 < value < LARGEST:
            yield first, reached, f"{code} {_written(value, code)}"


def _after(passage: Passage, start: int, end: int, name: str) -> re.Match[str] | None:
    """The number after a currency. Letters that touch it are a code in capitals, and no name of a part: eth1, LTC2990."""
    found = _AFTER.match(passage.folded, end)
    if not found:
        return None
    if name in SIGNS:
        return found if name != "$" or len(found[0]) > 1 else None  # $1 is the first parameter of a shell script
    joined = passage.text[start - 1 : start].isalnum() and start > 0
    touching = passage.text[end : end + 1].isdigit() and not (name in _FIAT and passage.text[start:end].isupper())
    return None if joined or touching else found


def _before(passage: Passage, since: int, start: int, end: int) -> re.Match[str] | None:
    """The number before a currency; a dollar sign before a name begins a variable, a code before a digit is a part."""
    following = passage.text[end : end + 1]
    name = passage.text[start:end]
    variable = following in tuple("{(_/$") if name == "$" else name.isalpha() and following.isalnum()
    return None if variable else _BEFORE.search(passage.folded[since:start])


def _signs(text: str) -> Iterator[Place]:
    """Where currency signs stand."""
    for number, found in enumerate(_SIGN.finditer(text)):
        if number == MOST_PLACES:
            return
        yield found.start(), found.end(), found[0]


def _dollar(text: str, start: int) -> tuple[int, str]:
    """Where a dollar sign begins with the letters before it, and whose it is."""
    letters = re.search(r"[a-z]{1,3}\Z", text[max(0, start - 4) : start])
    if letters and letters[0] in DOLLARS:
        return start - len(letters[0]), DOLLARS[letters[0]]
    return start, SIGNS["$"]


def number_of(text: str, *, decimals: bool = False) -> Decimal:
    """A number as people write it. A point or comma before three digits groups them, unless `decimals`.

    >>> number_of("1,234.56"), number_of("1.234,56"), number_of("1 234,5"), number_of("1.500"), number_of("0.500")
    (Decimal('1234.56'), Decimal('1234.56'), Decimal('1234.5'), Decimal('1500'), Decimal('0.500'))
    """
    text = text.translate(_SPACES)
    point, comma = text.rfind("."), text.rfind(",")
    last = max(point, comma)
    if last < 0:
        return Decimal(text)
    groups = _GROUPED.fullmatch(text) and text[0] != "0" and not (decimals and text.count(text[last]) == 1)
    if groups and (point < 0 or comma < 0):
        return Decimal(text.replace(".", "").replace(",", ""))
    whole = text[:last].replace(".", "").replace(",", "")
    return Decimal(f"{whole}.{text[last + 1 :]}")


def _written(value: Decimal, code: str) -> str:
    if code in COINS:
        text = f"{value:.8f}".rstrip("0")
        return text + "0" if text[-1] == "." else text
    return f"{value:.2f}"
