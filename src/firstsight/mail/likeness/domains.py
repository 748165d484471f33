"""Which domain is easily taken for another one, and how.

letters   written with other letters that look the same: paypa1.com, rnicrosoft.com, an accent, another script
suffix    the same name under another public suffix: partner.example against partner.test
spelling  a slip of the keys away, in longer names two; a hyphen more or less; in short ones under the same suffix
words     the name with a word around it: partner-billing.example, supportpartner.example, partner.example.evil.test
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from firstsight.mail.domains import registrable
from firstsight.mail.likeness.affixes import AFFIXES
from firstsight.mail.likeness.skeleton import LONGEST_LABEL, shown, skeleton
from firstsight.mail.likeness.spelling import allowed, slips

HOWS = ("letters", "suffix", "spelling", "words")
"""The ways to be alike, the most telling first."""

SHORTEST_NAMED = 4
"""A name of so many letters can be recognised among other words; shorter ones stand in every other word."""

SPELT_ANYWHERE = 8
"""Names of so many letters are taken for their misspelling under any suffix; shorter ones have too many neighbours."""

MOST_PIECES = 6
"""Pieces between hyphens that are looked at; a label with more is no imitation that anybody would read."""

_AFFIXES = frozenset(skeleton(word).replace("-", "") for word in AFFIXES)


class Name(Struct, frozen=True):
    """The registrable part of a domain, taken apart: `label` as people see it, `suffix` behind it.

    `plain` is the label without hyphens, `letters` its skeleton, `form` the skeleton without hyphens. A host that is no
    name (an address, a single label) has an empty label and is like nothing.
    """

    domain: str
    label: str = ""
    suffix: str = ""
    plain: str = ""
    letters: str = ""
    form: str = ""


@lru_cache(maxsize=4_096)
def name_of(domain: str) -> Name:
    """The name of a domain in lower case.

    >>> name_of("mx.big-bank.co.uk")
    Name(domain='big-bank.co.uk', label='big-bank', suffix='co.uk', plain='bigbank', letters='blg-bank', form='blgbank')
    """
    own = registrable(domain)
    label, dot, suffix = own.partition(".")
    if not dot or not label or len(label) > LONGEST_LABEL or suffix.rpartition(".")[2].isdigit():
        return Name(own)
    label = shown(label)
    letters = skeleton(label)
    return Name(own, label, suffix, label.replace("-", ""), letters, letters.replace("-", ""))


def resembles(domain: str, other: str) -> str:
    """How `domain` is easily taken for `other` (both in lower case): one of `HOWS`; "" if it is not, or is of it.

    >>> resembles("rnail.partner.example", "partner.example"), resembles("partner.test", "partner.example")
    ('', 'suffix')
    >>> resembles("partner-billing.example", "partner.example"), resembles("partnre.example", "partner.example")
    ('words', 'spelling')
    """
    mine, theirs = name_of(domain), name_of(other)
    if not mine.form or not theirs.form or mine.domain == theirs.domain:
        return ""
    if mine.form == theirs.form:
        return _same_form(mine, theirs)
    if _misspelt(mine, theirs):
        return "spelling"
    if theirs.form in set(names_inside(mine)) or theirs.domain == leading(domain, mine):
        return "words"
    return ""


def _same_form(mine: Name, theirs: Name) -> str:
    if mine.label == theirs.label:
        return "suffix"
    if mine.letters == theirs.letters:
        return "letters"
    return "spelling" if len(theirs.form) >= SHORTEST_NAMED else ""


def _misspelt(mine: Name, theirs: Name) -> bool:
    most = allowed(mine.plain, theirs.plain)
    if not most or (mine.suffix != theirs.suffix and min(len(mine.plain), len(theirs.plain)) < SPELT_ANYWHERE):
        return False
    return slips(mine.plain, theirs.plain, most) <= most and not _numbered(mine.label, theirs.label)


def _numbered(label: str, other: str) -> bool:
    """Whether two labels differ in their numbers only: mail1 and mail2 are neighbours, not slips."""
    letters = "".join(character for character in label if not character.isdigit())
    if len(letters) == len(label):
        return False
    return letters == "".join(character for character in other if not character.isdigit())


def names_inside(name: Name) -> Iterator[str]:
    """The forms that stand in a label beside other words: runs of pieces between hyphens, and what an affix leaves.

    >>> set(names_inside(name_of("secure-acme.example"))), list(names_inside(name_of("acmesupport.example")))
    ({'acme'}, ['acme'])
    """
    pieces = [piece for piece in name.letters.split("-") if piece][:MOST_PIECES]
    count = len(pieces)
    for start in range(count):
        for end in range(start + 1, count + 1):
            if end - start < count and (form := "".join(pieces[start:end])) not in _AFFIXES:
                yield from (form,) if len(form) >= SHORTEST_NAMED else ()
    form = name.form
    for place in range(2, len(form) - 1):
        if form[:place] in _AFFIXES and len(form) - place >= SHORTEST_NAMED and form[place:] not in _AFFIXES:
            yield form[place:]
        if form[place:] in _AFFIXES and place >= SHORTEST_NAMED and form[:place] not in _AFFIXES:
            yield form[:place]


def leading(domain: str, name: Name) -> str:
    """What the labels left of the real domain pretend to be: partner.example in partner.example.evil.test.

    "" where what stands there is no domain of two labels or more.
    """
    left = domain[: -len(name.domain) - 1] if domain.endswith(name.domain) else ""
    return registrable(left) if "." in left else ""


def is_generic(domain: str) -> bool:
    """Whether the label of a domain is a word that names nobody: mail.example, cloud.example.

    >>> is_generic("email.example"), is_generic("partner.example")
    (True, False)
    """
    return name_of(domain).form in _AFFIXES
