"""Texts written for training: grammars (a sentence a slot, some variants each) expanded by a seeded, portable draw.

A grammar is a table with `name`, `intent`, `subject` and `body`; variants are parted by ` | `, an empty variant leaves
the slot out, `{word}` draws from the shared lists (its language first). Malicious and benign grammars draw greetings,
farewells, footers, slips of the pen and links alike: what differs is the ask.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Final

from msgspec import Struct

from firstsight.errors import ConfigError
from firstsight.intent.features import reading
from firstsight.model import IntentClass

COUNT: Final = 12
"""Messages made of one grammar unless it or its page says otherwise: more of them repeat themselves."""
FOOTERS: Final = 40
"""Messages in a hundred that end with a footer: both sides use the same ones, so that a footer is no sign."""
_SLOT: Final = re.compile(r"\{([a-z]+)\}")
_DEPTH: Final = 4
_URL_HOSTS: Final = ("www.northfield-post.example",) * 9 + (
    "bit.ly",
    "forms.gle",
    "drive.google.com",
    "abc.pages.dev",
    "x.web.app",
)
_DIGITS: Final = "0123456789"
_WALLET_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


class Grammar(Struct, frozen=True, forbid_unknown_fields=True):
    """One written text with its variants."""

    name: str
    intent: IntentClass
    subject: str
    body: tuple[str, ...]
    files: str = ""
    """Names of attachments in the manner of a slot."""
    count: int = 0
    """Messages to make of it; 0: as many as the page says."""


class Page(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of grammars in one language."""

    lang: str
    grammar: tuple[Grammar, ...]
    count: int = COUNT


class Text(Struct, frozen=True):
    """One message for training: where it comes from, what it asks for, and what the model reads."""

    source: str
    """`written:<lang>/<grammar>` or the name of a corpus folder: texts of one source stay on one side of a split."""
    kind: IntentClass
    reading: str
    weight: float = 1.0
    time: int = 0
    """Seconds since 1970, 0 where unknown."""


class Draw:
    """A stream of choices that depends on its name alone, on every platform and in every version."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._turn = 0

    def below(self, bound: int) -> int:
        """A number from 0 to `bound` - 1."""
        self._turn += 1
        octets = blake2b(f"{self._name}#{self._turn}".encode(), digest_size=8).digest()
        return int.from_bytes(octets, "big") % bound

    def chance(self, percent: int) -> bool:
        """Whether something of `percent` in a hundred happens."""
        return self.below(100) < percent

    def one(self, choices: Sequence[str]) -> str:
        """One of them."""
        return choices[self.below(len(choices))]


class Writer:
    """Expands grammars with the shared lists: {"all": {slot: [...]}, "de": {...}}."""

    def __init__(self, lists: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._lists = lists

    def texts(self, page: Page) -> Iterator[Text]:
        """All distinct messages of a page, in order."""
        for grammar in page.grammar:
            made = dict.fromkeys(self._one(page.lang, grammar, turn) for turn in range(grammar.count or page.count))
            for text in made:
                yield Text(f"written:{page.lang}/{grammar.name}", grammar.intent, text)

    def _one(self, lang: str, grammar: Grammar, turn: int) -> str:
        draw = Draw(f"{lang}/{grammar.name}/{turn}")
        me = draw.one(self._list(lang, "first")), draw.one(self._list(lang, "last"))
        address = f"{me[0]}.{me[1]}@northfield.example".lower()
        known = {"me": me[0], "mylast": me[1], "myaddr": address}
        hidden: list[str] = []

        def fill(template: str, depth: int = 0) -> str:
            chosen = draw.one(template.split("|")).strip()
            if depth > _DEPTH:
                raise ConfigError(f"training text {lang}/{grammar.name}: slots nest deeper than {_DEPTH}")
            return _SLOT.sub(lambda slot: known.get(slot[1]) or value(slot[1], depth), chosen)

        def value(slot: str, depth: int) -> str:
            if slot == "url":
                return self._url(draw, hidden)
            made = _number(draw, slot)
            return made if made is not None else fill(draw.one(self._list(lang, slot)), depth + 1)

        subject = fill(grammar.subject)
        lines = [line for line in map(fill, ("{hi}", *grammar.body, "{bye}")) if line]
        if draw.chance(FOOTERS):
            lines.append(fill("{footer}"))
        body = draw.one(("\n\n", "\n", " ")).join(lines)
        files = tuple(name for name in [fill(grammar.files)] if name)
        subject, body = _slips(draw, subject), _slips(draw, body)
        return reading(subject, body, files, tuple(hidden), (" ".join(me),), (address,))

    def _list(self, lang: str, slot: str) -> Sequence[str]:
        found = self._lists.get(lang, {}).get(slot) or self._lists["all"].get(slot)
        if not found:
            raise ConfigError(f"training texts in {lang!r}: no list for slot {{{slot}}}")
        return found

    def _url(self, draw: Draw, hidden: list[str]) -> str:
        host = draw.one(_URL_HOSTS)
        if draw.chance(50):
            hidden.append(host)
            return ""
        return f"https://{host}/{draw.below(10_000)}"


def _number(draw: Draw, slot: str) -> str | None:
    """Text for the slots that are made of digits, None for any other."""
    if slot == "n":
        return str(draw.below(9_000) + 1)
    if slot == "phone":
        return draw.one(("+1 (8{}) 555-01{}", "+44 20 79{} {}88", "1-8{}-555-01{}", "0{}1 4455{}")).format(
            draw.below(90) + 10, draw.below(90) + 10
        )
    if slot == "wallet":
        return "bc1q" + "".join(draw.one(_WALLET_LETTERS) for _ in range(38))
    if slot == "iban":
        return draw.one(("DE", "GB", "PL", "ES")) + "".join(draw.one(_DIGITS) for _ in range(20))
    if slot == "code":
        return "".join(draw.one("ABCDEFGHJKLMNPQR23456789") for _ in range(8))
    return None


def _slips(draw: Draw, text: str) -> str:
    """Now and then what hurried or foreign hands do to a text: accents lost, letters swapped, all capitals."""
    if draw.chance(10):
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
        text = unicodedata.normalize("NFC", text)
    if draw.chance(12):
        for _ in range(1 + len(text) // 200):
            at = draw.below(max(1, len(text) - 1))
            text = text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
    return text.upper() if draw.chance(2) else text
