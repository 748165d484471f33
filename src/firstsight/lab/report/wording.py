"""Numbers, dates and hostile strings as people read them. Nothing of a mail reaches the page but through here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import UTC, datetime

from firstsight.model import DAY
from firstsight.surprise.narrate import odds_in_words, share_in_words

RAREST = 1e-6
"""An archive of a million messages is a large one: what is said to be rarer than one of them is not known so well."""

NBSP = "\u00a0"
"""Keeps a number and its unit on one line."""

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Categories that show nothing or move what is shown: controls, bidirectional marks, surrogates, line separators."""

_FILES = "pdf docx? xlsx? pptx? csv txt zip rar 7z html? js exe ics eml png jpe?g gif svg"
_DOTTED = re.compile(
    r"(?P<local>(?<![\w.+-])[\w.+-]{1,64}@)?(?<![\w.])"
    r"(?P<host>(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}(?![\w-])|(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d))"
)
"""A host name or an IPv4 address, with the local part before it where it is an address."""

_FILE = re.compile(rf"\.(?:{'|'.join(_FILES.split())})$", re.IGNORECASE)
_SCHEME = re.compile(r"h(tt)(ps?)(?=://)", re.IGNORECASE)

_MOST_MARKS = 2
"""Combining marks on one letter; languages need two, a tower of them hides the lines around it."""


def clean(text: str, most: int = 120) -> str:
    """The text on one line without anything invisible, at most so many characters long.

    >>> clean("a\\u202eb\\x00c\\n d", 10), clean("abcdef", 4)
    ('abc d', 'abc…')
    """
    shown: list[str] = []
    marks = 0
    for character in text[: 4 * most]:
        category = unicodedata.category(character)
        marks = marks + 1 if category[0] == "M" else 0
        if character.isspace():
            shown.append(" ")
        elif category not in _HIDDEN and marks <= _MOST_MARKS:
            shown.append(character)
    line = " ".join("".join(shown).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def defang(text: str, own: Collection[str] = ()) -> str:
    """The text with every host broken, so that no program makes a link of it; own domains are left as they are.

    >>> defang("see https://a.evil.example/x or ana@ours.example, offer.pdf, 3.5", {"ours.example"})
    'see hxxps://a[.]evil[.]example/x or ana@ours.example, offer.pdf, 3.5'
    """

    def broken(match: re.Match[str]) -> str:
        local, host = match["local"] or "", match["host"].lower()
        ours = any(host == domain or host.endswith("." + domain) for domain in own)
        if ours or (not local and _FILE.search(host)):
            return match[0]
        return local + match["host"].replace(".", "[.]")

    return _DOTTED.sub(broken, _SCHEME.sub(r"hxx\2", text))


def count(number: float) -> str:
    """A whole number with its thousands apart: 11,387."""
    return f"{round(number):,}"


def percent(part: float, whole: float) -> str:
    """A share with two digits that matter: 0.8 %; 98.91 % near the top, where the rest is what matters.

    >>> percent(8, 1000), percent(9891, 10000), percent(0, 0), percent(1, 1)
    ('0.80\\xa0%', '98.9\\xa0%', '0\\xa0%', '100\\xa0%')
    """
    if not part or not whole:
        return f"0{NBSP}%"
    share = 100.0 * part / whole
    if part == whole:
        return f"100{NBSP}%"
    if share >= 99.9:
        return f"{min(99.99, int(share * 100) / 100):.2f}{NBSP}%"
    digits = 0 if 10 <= share < 90 else 1 if share >= 1 else 2
    return f"{share:.{digits}f}{NBSP}%"


def odds(p: float) -> str:
    """A p-value as odds: 1 in 31,000; "usual" from one half on; no finer than anybody can know."""
    return odds_in_words(p) if p >= RAREST else "under 1 in a million"


def small(p: float) -> str:
    """A p-value with two digits: 2.4e-6, 0.031."""
    if p >= 0.001:
        return f"{p:.2g}"
    mantissa, _, exponent = f"{p:.1e}".partition("e")
    return f"{mantissa}e{int(exponent)}"


def share(u: float) -> str:
    """A probability as a share: 4.1 %."""
    return share_in_words(u).replace(" ", NBSP)


def plural(number: int, one: str, many: str = "") -> str:
    """1 message, 2 messages."""
    return f"{count(number)}{NBSP}{one if number == 1 else many or one + 's'}"


def date(day: int) -> str:
    """A day counted from 1970 as 2 Jan 2025."""
    moment = datetime.fromtimestamp(day * DAY, UTC)
    return f"{moment.day}{NBSP}{MONTHS[moment.month - 1]}{NBSP}{moment.year}"


def minute(time: int) -> str:
    """A moment as 2 Jan 2025, 08:00 (UTC)."""
    return f"{date(time // DAY)}, {datetime.fromtimestamp(time, UTC):%H:%M}"


def span(days: int) -> str:
    """How long so many days are, in the unit that fits.

    >>> span(1), span(20), span(119), span(365), span(800)
    ('one day', '20 days', '4 months', 'one year', '2.2 years')
    """
    if days <= 1:
        return "one day"
    if days < 60:
        return f"{days} days"
    if days < 350:
        return f"{round(days / 30.44)} months"
    return "one year" if days < 380 else f"{days / 365.25:.1f} years"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Not %b: that follows the locale."""
