"""Telephone numbers as people write them, told from the dates, versions and tables that look alike.

A number counts where its form alone says what it is (a plus and a country, three-three-four with separators, the pairs
of France, the groups of Britain), or where a word before it does ("Tel.", "call", "Telefon").
Source: ITU-T E.164 and its list of country codes, E.123 (notation); North American Numbering Plan (NANPA); Ofcom and
ARCEP numbering plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firstsight.mail.details.finder import Found, finder
from firstsight.mail.details.passage import DIGITS, Passage

MOST_DIGITS = 40
"""Digits that stand together; more are a table, and none of it is looked at."""

NEAR = 48
"""Characters before a number in which the word may stand that says what it is."""

TOLL_FREE = re.compile(
    r"1(?:800|833|844|855|866|877|888)|800\d{8}$|44(?:800|808)|(?:49|33|34|31|39|41|43|32)800|0800|0808"
)
"""Numbers for which the called party pays: North America, the international 800, and 0800 in Europe."""

_PLANS = (
    "1:10 7:10 20:8-10 27:9 30:10 31:9 32:8-9 33:9 34:9 36:8-9 39:6-11 40:9 41:9 43:5-13 44:9-10 45:8 46:7-10 47:8 48:9 "
    "49:6-12 51:8-9 52:10 53:6-8 54:10-11 55:10-11 56:9 57:8-10 58:10 60:8-10 61:9 62:8-12 63:8-10 64:8-10 65:8 66:8-9 "
    "81:9-10 82:8-10 84:9-10 86:10-11 90:10 91:10 92:9-10 93:9 94:9 95:8-10 98:10 211:9 212:9 213:8-9 216:8 218:8-9 "
    "220:7 221:9 222:8 223:8 224:8-9 225:10 226:8 227:8 228:8 229:8-10 230:7-8 231:7-9 232:8 233:9 234:8-10 235:8 236:8 "
    "237:9 238:7 239:7 240:9 241:7-8 242:9 243:9 244:9 245:7-9 246:7 248:7 249:9 250:9 251:9 252:7-9 253:8 254:9-10 "
    "255:9 256:9 257:8 258:8-9 260:9 261:9 262:9 263:8-10 264:8-9 265:7-9 266:8 267:7-8 268:8 269:7 290:4-5 291:7 297:7 "
    "298:6 299:6 350:8 351:9 352:5-11 353:8-9 354:7 355:8-9 356:8 357:8 358:6-11 359:8-9 370:8 371:8 372:7-8 373:8 374:8 "
    "375:9 376:6-9 377:8-9 378:6-10 380:9 381:8-9 382:8 383:8-9 385:8-9 386:8 387:8 389:8 420:9 421:9 423:7-9 500:5 501:7 "
    "502:8 503:8 504:8 505:8 506:8 507:7-8 508:6 509:8 590:9 591:8 592:7 593:8-9 594:9 595:9 596:9 597:6-7 598:8 599:7-8 "
    "670:7-8 672:6 673:7 674:7 675:7-8 676:5-7 677:5-7 678:5-7 679:7 680:7 681:6 682:5 683:4 685:5-7 686:5-8 687:6 688:5 "
    "689:8 690:4 691:7 692:7 800:8 808:8 850:8-10 852:8 853:8 855:8-9 856:8-10 870:9 880:8-10 886:8-9 960:7 961:7-8 "
    "962:8-9 963:8-9 964:8-10 965:8 966:9 967:7-9 968:8 970:9 971:8-9 972:8-9 973:8 974:8 975:8 976:8 977:8-10 992:9 "
    "993:8 994:9 995:9 996:9 998:9"
)


def _plans() -> dict[str, tuple[int, int]]:
    """Country code -> least and most digits of a national number."""
    found = {}
    for entry in _PLANS.split():
        code, _, lengths = entry.partition(":")
        least, _, most = lengths.partition("-")
        found[code] = int(least), int(most or least)
    return found


PLANS = _plans()
"""Digits of a national number by country code, rounded outwards where plans differ inside a country."""

_SEP = " \u00a0\u00ad\u2000-\u200d\u202f\u2060\ufeff().\\[\\]~_\u00b7\u2022*\u2010-\u2015\u2212\ufe0f\u20e3\t-"
"""What stands between digits; scammers put more there than others, and letters in place of digits."""

DIGITS_OR_LETTERS = "0123456789OoIl"
"""Digits and the letters that are written in their place."""

_DIGIT = f"[{DIGITS_OR_LETTERS}]"
_GAP = f"[{_SEP}]{{0,5}}"
_RUN = re.compile(rf"[0-9](?:[/{_SEP}]{{0,5}}{_DIGIT}){{6,}}")
_ABROAD = re.compile(rf"{_DIGIT}(?:[/{_SEP}]{{0,5}}{_DIGIT}){{6,14}}")
_AS_DIGITS = str.maketrans("OoIl", "0011")
_NANP = re.compile(
    rf"(?P<one>1{_GAP})?(?P<area>[2-9]{_DIGIT}{{2}})(?P<first>{_GAP})(?P<exchange>[2-9]{_DIGIT}{{2}})(?P<second>{_GAP})"
    rf"(?P<line>{_DIGIT}{{4}})(?!\w)"
)
_PAIRS = re.compile(r"0[1-9](?P<gap>[ .\u00a0\u202f-])\d\d(?:(?P=gap)\d\d){3}(?![\w-]| [0-9a-fA-F]{2}\b)")
_BRITISH = re.compile(
    r"(?:\(?02\d\)?[ -]\d{4}[ -]\d{4}|\(?0\d{3}\)?[ -]\d{3}[ -]\d{4}|\(?0\d{4}\)?[ -]\d{3}[ -]\d{3}|\(?0\d{4}\)?[ -]\d{6}|08(?:00|08)[ -]\d{3}[ -]?\d{3,4})"
    r"(?![\w-]|[ .]\d)"
)
_TRUNK = re.compile(r"\([ \u00a0]?0[ \u00a0]?\)")
_NUMBER = re.compile(r"[0-9](?:[ \u00a0./()\u2011-]{0,3}[0-9]){6,14}(?![\w-])")
_CUE = re.compile(
    r"(?<!\w)(?:tele(?:phone|fon|foon|fono|fone|móvel)\w{0,7}|phone|mobile?|mobiel|mobilnummer|cell(?:ulare|phone)?|celular|fax|fon|tel|t[ée]l|tph"
    r"|hot-?line\w{0,6}|help-?(?:line|desk)|toll[ -]free|whats-?app|handy|m[óo]vil|komórka|gsm|cep tel\w{0,6}"
    r"|call(?:ing)?(?: us| me| now)?|dial|ring(?: oss)?|anrufen|appelez|appeler|ll[aá]me(?:nos)?|llamar|chiam(?:are|i|ate)|ligue|bel|zadzwoń|ara(?:yın)?)"
    r"(?!\w)[^\d\n]{0,32}\Z"
)


_LABEL = re.compile(
    r"(?<!\w)(?:id|code|pin|passcode|pass|kennung|zugangscode|codice|c[óo]digo|ref(?:erence)?|serial|s/n|isbn|imei|bug|issue|case|ticket|invoice|order)"
    r"(?!\w)[^\w\n+]{0,6}\Z"
)
"""What stands before numbers that are no telephone's: of meetings, parts and papers."""


@finder("phone", digits=True)
def phone(passage: Passage) -> Iterator[Found]:
    """A telephone number: digits from the country code on, or as dialled in its country where that is not told."""
    text = passage.text
    for run in _RUN.finditer(text):
        start, end = run.span()
        if sum(map(text[start:end].count, DIGITS)) <= MOST_DIGITS and _may_start(text, start):
            yield from _numbers(passage, start, end)


def is_toll_free(value: str) -> bool:
    """Whether the called party pays, by the `value` of a phone.

    >>> is_toll_free("18885550100"), is_toll_free("12025550100"), is_toll_free("448001234567")
    (True, False, True)
    """
    return TOLL_FREE.match(value) is not None


def _may_start(text: str, start: int) -> bool:
    """Whether what stands before the digits lets them be a number of their own."""
    if text[start - 1 : start] == "+":
        return True
    before = text[max(0, start - 3) : start].rstrip("([")
    if not before or before[-1].isspace():
        return True
    touches = text[start - 1] == before[-1]
    joined = before[-1].isalnum() or (before[-1] == "-" and before[-2:-1].isalnum())
    return before[-1] not in "=/@?&%\\_$." and not (touches and joined)


def _numbers(passage: Passage, start: int, end: int) -> Iterator[Found]:
    """The numbers in one run of digits and separators."""
    text, place = passage.text, start
    while place < end:
        if text[place] in DIGITS_OR_LETTERS and (place == start or text[place - 1] not in DIGITS_OR_LETTERS):
            found = _international(text, place)
            if not found and not _LABEL.search(passage.folded[max(0, place - NEAR) : place]):
                found = _american(passage, place) or _european(passage, place)
            if found:
                yield found
                place = found[1]
                continue
        place += 1


def _international(text: str, place: int) -> Found | None:
    """A number after a plus: the country's plan says how long it may be."""
    plus = text.rfind("+", max(0, place - 2), place)
    written = _ABROAD.match(text, place) if plus >= 0 and not text[plus + 1 : place].strip("( ") else None
    if not written or (plus and (text[plus - 1].isalnum() or text[plus - 1] in "+=.")):
        return None
    trunk = _TRUNK.search(text, place, written.end())
    left_out = range(*trunk.span()) if trunk else range(0)
    places = [at for at in range(*written.span()) if text[at] in DIGITS_OR_LETTERS and at not in left_out]
    digits = "".join([text[at] for at in places]).translate(_AS_DIGITS)
    code = _country_of(digits)
    if not code:
        return None
    least, most = (size + len(code) for size in PLANS[code])
    for size in range(min(most, len(digits)), least - 1, -1):
        end = places[size - 1] + 1
        if not text[end : end + 1].isalnum() and (code != "1" or _is_nanp(digits[1:size])):
            return plus, end, digits[:size]
    return None


def _country_of(digits: str) -> str:
    """The country code that a number begins with, or "" (no code is the beginning of another)."""
    return next((digits[:size] for size in (1, 2, 3) if digits[:size] in PLANS), "")


def _is_nanp(digits: str) -> bool:
    """Ten digits of the North American plan: neither area nor exchange begins with 0 or 1, and no area is N11."""
    return len(digits) == 10 and digits[0] in "23456789" and digits[3] in "23456789" and digits[1:3] != "11"


def _american(passage: Passage, place: int) -> Found | None:
    """Three, three and four digits, with separators; without any where a word before says that it is a number."""
    text = passage.text
    found = _NANP.match(text, place)
    if not found or (place > 1 and text[place - 1] in ".-" and text[place - 2].isdigit()):
        return None
    digits = "".join(found.group("area", "exchange", "line")).translate(_AS_DIGITS)
    if not _is_nanp(digits) or sum(map(found[0].count, DIGITS)) < 7:
        return None
    first, second = found["first"], found["second"]
    apart = (first and second) or ")" in first
    if not apart and not _cued(passage, place):
        return None
    if (
        apart
        and not (first + second).strip()
        and (len(first + second) > 2 or _in_a_row(text, place, found.end()))
        and not _cued(passage, place)
    ):
        return None
    if text[found.end() : found.end() + 2].strip(" ")[:1] == "." and text[found.end() + 1 : found.end() + 2].isdigit():
        return None
    opening = place - 1 if place and text[place - 1] == "(" else place
    return opening, found.end(), f"1{digits}"


def _in_a_row(text: str, start: int, end: int) -> bool:
    """Whether more numbers stand before or after, as in a table."""
    return text[:start][-4:].rstrip(" ([")[-1:].isdigit() or text[end : end + 4].lstrip(" ")[:1].isdigit()


def _european(passage: Passage, place: int) -> Found | None:
    """The pairs of France and the groups of Britain, or whatever a word before calls a number."""
    text = passage.text
    opening = place - 1 if place and text[place - 1] == "(" else place
    for pattern, start in ((_PAIRS, place), (_BRITISH, opening)):
        found = pattern.match(text, start)
        if found and not _in_a_row(text, start, found.end()):
            return start, found.end(), _digits(found[0])
    found = _NUMBER.match(text, place)
    if found and 8 <= len(digits := _digits(found[0])) <= 13 and _cued(passage, opening):
        if digits.startswith("00"):
            return (opening, found.end(), digits[2:]) if _country_of(digits[2:]) else None
        return opening, found.end(), digits
    return None


def _cued(passage: Passage, place: int) -> bool:
    """Whether a word before the place says that a telephone number follows."""
    return _CUE.search(passage.folded[max(0, place - NEAR) : place]) is not None


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter in DIGITS)
