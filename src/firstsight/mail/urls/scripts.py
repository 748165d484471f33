"""Host names written to be read as others: labels that mix scripts, and labels whose letters all pass for ASCII ones.

Source: Unicode TR39, section 5.2 (highly restrictive: which scripts belong together) and its table of confusables, as
packaged by confusable_homoglyphs; what is behind xn-- by RFC 3492.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

from firstsight.mail.urls.lists import words

LONGEST_LABEL = 63
"""Characters of a label that are looked at. Source: RFC 1035, section 2.3.4."""

_TOGETHER = (
    frozenset({"LATIN", "HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"LATIN", "HAN", "BOPOMOFO"}),
    frozenset({"LATIN", "HAN", "HANGUL"}),
)
"""Scripts that are written together in one word."""

_HOME = words("ru su by ua kz kg tj uz mn bg mk rs me gr cy am ge tr az")
"""Countries whose languages have letters that pass for ASCII ones: a whole word in them is no disguise under their own
suffix. Source: the rule of browsers (Chromium, "IDN in Google Chrome")."""


@lru_cache(maxsize=4_096)
def is_disguised(host: str) -> bool:
    """Whether a label of a host mixes scripts, or is made of letters that pass for ASCII ones.

    >>> is_disguised("xn--80ak6aa92e.com"), is_disguised("xn--mnchen-3ya.de"), is_disguised("example.com")
    (True, False, False)
    """
    if "xn--" not in host and host.isascii():
        return False
    suffix = host.rpartition(".")[2]
    at_home = suffix in _HOME or not _shown(suffix).isascii()
    return any(_mixes(label) or (not at_home and _passes(label)) for label in map(_shown, host.split(".")))


def _shown(label: str) -> str:
    """A label as people see it; one that is no Punycode stays as it is."""
    label = label[:LONGEST_LABEL]
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


def _mixes(label: str) -> bool:
    if label.isascii():
        return False
    from confusable_homoglyphs import categories

    scripts = categories.unique_aliases(label) - {"COMMON", "INHERITED"}
    return len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER)


def _passes(label: str) -> bool:
    """Whether every letter outside ASCII looks like one inside it."""
    strange = {letter for letter in label if not letter.isascii()}
    return bool(strange) and strange <= _lookalikes()


@lru_cache(maxsize=1)
def _lookalikes() -> frozenset[str]:
    """Characters outside ASCII that look like exactly one ASCII letter; read when the first name needs them."""
    table = json.loads(files("confusable_homoglyphs").joinpath("confusables.json").read_text(encoding="utf-8"))
    return frozenset(
        character
        for character, others in table.items()
        if not character.isascii() and any(other["c"].isascii() and other["c"].isalpha() for other in others)
    )
