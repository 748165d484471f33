"""What is left of a text when everything that looks alike is written alike.

Two texts with one skeleton are easily taken for each other; a skeleton is compared, never shown.
Source: Unicode TR39, section 4 (skeletons) with its table of confusable characters; on top of it accents are dropped,
digits stand for the letters that they resemble, and pairs of letters that run into one are that one.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from importlib.resources import files

LONGEST_TEXT = 255
"""Characters that are looked at: no host name is longer (RFC 1035, section 2.3.4), and no name needs more."""

LONGEST_LABEL = 63
"""Characters of a label. Source: RFC 1035, section 2.3.4."""

_DIGITS = str.maketrans({"0": "o", "1": "l", "5": "s", "|": "l"})
_ALSO = {"к": "k", "т": "t", "м": "m", "в": "b", "н": "h"}
"""Cyrillic letters that TR39 does not take for Latin ones, since they only look like small capitals."""


def skeleton(text: str) -> str:
    """The skeleton of a text in lower case, of its first `LONGEST_TEXT` characters.

    >>> skeleton("paypa1") == skeleton("PayPal") == skeleton("pаураl")  # the last with Cyrillic letters
    True
    >>> skeleton("rnicrosoft") == skeleton("microsoft"), skeleton("vvells") == skeleton("wells")
    (True, True)
    """
    text = text[:LONGEST_TEXT]
    if not text.isascii():
        text = _plain(text.translate(_lookalikes()).casefold()).translate(_lookalikes()).lower()
    text = text.lower().translate(_DIGITS)
    return text.replace("rn", "m").replace("vv", "w").replace("cl", "d").replace("i", "l")


def shown(label: str) -> str:
    """A label of a host name as people see it: what is behind xn-- decoded, anything else as it is.

    Source: RFC 5890 (A-labels), RFC 3492 (Punycode).

    >>> shown("xn--mnchen-3ya"), shown("xn--"), shown("example")
    ('münchen', 'xn--', 'example')
    """
    if not label.startswith("xn--") or not 4 < len(label) <= LONGEST_LABEL:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


def _plain(text: str) -> str:
    """Without accents, and without what nobody sees (zero-width characters)."""
    letters = unicodedata.normalize("NFKD", text)[: 4 * LONGEST_TEXT]
    return "".join(letter for letter in letters if unicodedata.category(letter) not in ("Mn", "Cf"))


@lru_cache(maxsize=1)
def _lookalikes() -> dict[int, str]:
    """Characters outside ASCII that look like up to three ASCII letters or digits (read when first one is met)."""
    table: dict[int, str] = {}
    held = files("confusable_homoglyphs").joinpath("confusables.json").read_text(encoding="utf-8")
    for character, others in json.loads(held).items():
        if len(character) != 1 or character.isascii():
            continue
        plain = (_plain(other["c"]) for other in others)
        ascii_ones = [other for other in plain if other.isascii() and other.isalnum() and len(other) <= 3]
        if ascii_ones:
            table[ord(character)] = min(ascii_ones, key=lambda other: (not other.isalpha(), other.lower(), other))
    table.update({ord(character): letter for character, letter in _ALSO.items()})
    return table
