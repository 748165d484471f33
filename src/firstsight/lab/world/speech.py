"""What people say: sentences from the texts beside this file, chosen and filled with the chance that is passed in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from msgspec import Struct

_WALLET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
"""Base58, the alphabet of bitcoin addresses."""


class Talk(Struct, frozen=True):
    """A subject and the sentences of a mail, without greeting and signature."""

    subject: str
    text: str


@cache
def texts(name: str) -> dict[str, Any]:
    """One file of texts: topic -> language -> {subject, open, more}."""
    source = files("firstsight.lab.world").joinpath("texts", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def language_for(name: str, topic: str, wanted: str) -> str:
    """The wanted language if the topic has it, else English."""
    return wanted if wanted in texts(name)[topic] else "en"


def talk(
    rng: Random, name: str, topic: str, language: str, slots: Mapping[str, str] = {}, most: int = 2, least: int = 0
) -> Talk:
    """A mail about the topic of the file, with `least` to `most` further sentences. `slots` go before the usual ones.

    Where a topic has as many subjects as openings, the two are pairs.
    """
    spoken = language_for(name, topic, language)
    words = texts(name)[topic][spoken]
    filled = Slots(rng, spoken, slots)
    subjects, openings = words["subject"], words["open"]
    turn = rng.randrange(len(openings))
    sentences = [openings[turn]]
    sentences += rng.sample(words["more"], min(rng.randint(least, most), len(words["more"])))
    subject = subjects[turn] if len(subjects) == len(openings) else rng.choice(subjects)
    return Talk(subject.format_map(filled), " ".join(sentences).format_map(filled))


class Slots(dict[str, str]):
    """Words for the braces in the texts, drawn once a mail so that subject and body speak of the same thing."""

    def __init__(self, rng: Random, language: str, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self._rng = rng
        self._language = language
        self._words = texts("manners")[language]

    def __missing__(self, key: str) -> str:
        self[key] = self._draw(key)
        return self[key]

    def _draw(self, key: str) -> str:
        rng = self._rng
        if key in self._words:
            return str(rng.choice(self._words[key]))
        match key:
            case "order":
                return f"{rng.choice('45')}{rng.randint(0, 99999):05d}"
            case "qty":
                return str(rng.choice((12, 20, 25, 40, 48, 60, 75, 80, 120, 150, 200, 250, 400)))
            case "amount":
                return money(rng.randint(300, 48_000), rng.randint(0, 99), self._language)
            case "fee":
                return money(rng.randint(189, 690), 99, self._language)
            case "ransom":
                return str(rng.choice((750, 950, 1300, 1900, 2500)))
            case "week":
                return str(rng.randint(10, 52))
            case "time":
                return f"{rng.randint(8, 17)}:{rng.choice(('00', '15', '30', '45'))}"
            case "project":
                return f"{rng.choice(('Atlas', 'Birke', 'Corvus', 'Dahlia', 'Erasme', 'Falke'))} {rng.randint(1, 4)}"
            case "iban":
                return iban(rng)
            case "phone":
                return f"+1 202 555 01{rng.randint(0, 99):02d}"
            case "wallet":
                return "1" + "".join(rng.choices(_WALLET, k=33))
        raise KeyError(key)


def money(whole: int, cents: int, language: str) -> str:
    """An amount as the language writes it.

    >>> money(42916, 7, "en"), money(42916, 7, "de"), money(42916, 7, "fr")
    ('42,916.07', '42.916,07', '42 916,07')
    """
    thousands, point = {"de": (".", ","), "fr": (" ", ",")}.get(language, (",", "."))
    return f"{whole:,}".replace(",", thousands) + f"{point}{cents:02d}"


def iban(rng: Random, country: str = "DE") -> str:
    """A German IBAN with right check digits (ISO 13616) at a bank code that is not given out."""
    bban = f"99{rng.randint(0, 999999):06d}{rng.randint(0, 9999999999):010d}"
    digits = bban + "".join(str(ord(letter) - 55) for letter in country) + "00"
    plain = f"{country}{98 - int(digits) % 97:02d}{bban}"
    return " ".join(plain[i : i + 4] for i in range(0, len(plain), 4))


def greet(rng: Random, language: str, first: str, last: str, formal: bool) -> str:
    """The first line of a mail."""
    line = rng.choice(texts("manners")[language]["formal" if formal else "hello"])
    return str(line).format(first=first, last=last)


def part(rng: Random, language: str, formal: bool) -> str:
    """The line before the signature."""
    return str(rng.choice(texts("manners")[language]["formal_bye" if formal else "bye"]))


def quote(text: str, name: str, date: str, language: str) -> str:
    """Quoted history with its line of attribution."""
    head = str(texts("manners")[language]["wrote"]).format(date=date, name=name)
    return head + "\n" + "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
