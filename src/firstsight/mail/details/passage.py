"""A text as finders see it: without the lines of patches, with its words and digits told apart, place by place the same.

Every finder is asked for every mail, so that what is cheap to know is known once: which of the words that finders
listen for occur, and whether there is any digit. A finder then looks only where one of its words stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

DIGITS = "0123456789"

MOST_PLACES = 1_000
"""Places of its words that a finder looks at; the longest text has room for 65,536 characters."""

_LETTERS = bytes(
    byte | 0x20 if 0x41 <= byte <= 0x5A else byte if 0x61 <= byte <= 0x7A or byte == 0x3F else 0x20
    for byte in range(256)
)
"""Letters in lower case, the "?" that stands for what is not ASCII, and a space for everything else."""

_SHAPES = bytes(
    0x41 if 0x41 <= byte <= 0x5A else 0x61 if 0x61 <= byte <= 0x7A else 0x30 if 0x30 <= byte <= 0x39 else byte
    for byte in range(256)
)
_RUNS = bytes(0x61 if shape in b"Aa0" else 0x20 for shape in _SHAPES)
_OTHER_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9\u2460-\u2468\uff10-\uff19\U0001d7ce-\U0001d7ff]")
_LEADS = (b"\xf0", b"\xef", b"\xd9", b"\xdb", b"\xe2\x91")
"""Octets in UTF-8 that such digits begin with; few texts have any, and looking for octets is cheap."""

_HUNK = re.compile(
    r"^@@ -\d{1,9}(?:,\d{1,9})? \+\d{1,9}(?:,\d{1,9})? @@.*(?:\n[-+ \\].*|\n(?=\n[-+ \\]))*", re.MULTILINE
)
_PATCH_HEADER = re.compile(
    r"^(?:diff --git |index [0-9a-f]{7,64}\.\.[0-9a-f]{7,64}|(?:---|\+\+\+) \S|similarity index ).*", re.MULTILINE
)

Anchors = dict[bytes, tuple[str, ...]]
"""Phrases in lower case by the word of theirs that is listened for."""

Place = tuple[int, int, str]
"""Start and end of a phrase, and the phrase."""


def plain(word: str) -> bytes:
    """A word as `Passage.words` holds it: lower case, "?" for each character that is not ASCII.

    >>> plain("Hasło"), plain("HASŁO")
    (b'has?o', b'has?o')
    """
    return word.encode("ascii", "replace").lower()


def anchors(phrases: Iterable[str]) -> Anchors:
    """Phrases in lower case, each under its longest word.

    >>> anchors(["mot de passe", "passe"])
    {b'passe': ('mot de passe', 'passe')}
    """
    found: Anchors = {}
    for phrase in dict.fromkeys(phrases):
        key = max(plain(phrase).translate(_LETTERS).split(), key=len)
        found[key] = (*found.get(key, ()), phrase)
    return found


class Passage:
    """One text to search. `text` has the length and the places of what was given: patches are blanked, digits of other
    scripts are ASCII.
    """

    def __init__(self, text: str, words: frozenset[bytes]) -> None:
        """`words` are those that anybody listens for, each as `plain` gives it."""
        if "@@ -" in text:
            text = without_patches(text)
        if not text.isascii() and _may_have_other_digits(text):
            text = _OTHER_DIGITS.sub(lambda found: str(unicodedata.digit(found[0])), text)
        self.text = text
        self._ascii = text.replace("?", " ").encode("ascii", "replace")
        self.words = words.intersection(self._ascii.translate(_LETTERS).split())
        """Those of the words that occur."""
        self.has_digits = any(digit in text for digit in DIGITS)

    @cached_property
    def folded(self) -> str:
        """The text in lower case, of the same length: the one letter that would become two stays one."""
        return self.text.replace("\u0130", "i").lower()

    @cached_property
    def shape(self) -> bytes:
        """A for a capital letter, a for a small one, 0 for a digit, ? for what is not ASCII; all else as it is."""
        return self._ascii.translate(_SHAPES)

    def has_run(self, length: int) -> bool:
        """Whether so many ASCII letters and digits stand together anywhere."""
        return b"a" * length in self._ascii.translate(_RUNS)

    def places(self, phrases: Anchors) -> list[Place]:
        """Where the phrases stand as words of their own (digits may touch them), in order, at most `MOST_PLACES`."""
        found: list[Place] = []
        present = [phrase for word in self.words for phrase in phrases.get(word, ())]
        if present:
            text = self.folded
            for phrase in present:
                start, size = text.find(phrase), len(phrase)
                while start >= 0 and len(found) < MOST_PLACES:
                    end = start + size
                    if not (text[end : end + 1].isalpha() or (start and _joins(text[start - 1]))):
                        found.append((start, end, phrase))
                    start = text.find(phrase, end)
        found.sort()
        return found


def _joins(before: str) -> bool:
    return before.isalpha() or before == "_"


def _may_have_other_digits(text: str) -> bool:
    octets = text.encode("utf-8", "replace")
    return any(lead in octets for lead in _LEADS)


def without_patches(text: str) -> str:
    """The text with spaces in place of patches: their numbers are those of a program.

    A hunk (its "@@" line and the lines after it that begin as lines of a hunk do) and the lines that name its files.
    Source: the unified format of GNU diffutils.
    """
    return _PATCH_HEADER.sub(_blank, _HUNK.sub(_blank, text))


def _blank(found: re.Match[str]) -> str:
    return "\n".join([" " * len(line) for line in found[0].split("\n")])
