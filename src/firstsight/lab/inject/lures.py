"""What the attacks say: texts of their own, which no model has seen, with the braces filled."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from random import Random
from typing import Any

from msgspec import Struct

from firstsight.lab.world.speech import Slots

LANGUAGES = ("en", "de")
"""Languages that every family can speak."""


_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class Lure(Struct, frozen=True):
    """One text, ready to be sent. `intent` is "" where it is that of its family."""

    subject: str
    text: str
    button: str
    intent: str


@cache
def variants() -> dict[str, list[dict[str, Any]]]:
    """All texts by family, as the file has them."""
    return tomllib.loads(files("firstsight.lab.inject").joinpath("texts", "lures.toml").read_text(encoding="utf-8"))


def lure(rng: Random, family: str, language: str, known: Mapping[str, str]) -> Lure:
    """One of the family's texts in the language, or in English where it has none; `known` goes before drawn words."""
    own = [one for one in variants()[family] if one["language"] == language]
    chosen = rng.choice(own or [one for one in variants()[family] if one["language"] == "en"])
    slots = Slots(rng, str(chosen["language"]), {"password": password(rng), "wallet": wallet(rng), **known})

    def filled(name: str) -> str:
        return str(chosen.get(name, "")).format_map(slots)

    return Lure(filled("subject"), filled("text"), filled("button"), str(chosen.get("intent", "")))


def wallet(rng: Random) -> str:
    """A bitcoin address with a right checksum, of a key that nobody has drawn (version 0, Base58Check)."""
    payload = b"\x00" + rng.randbytes(20)
    number = int.from_bytes(payload + sha256(sha256(payload).digest()).digest()[:4], "big")
    digits = ""
    while number:
        number, digit = divmod(number, 58)
        digits = _BASE58[digit] + digits
    return "1" + digits


def password(rng: Random) -> str:
    """A word to open an archive with, as people who send one write it."""
    return rng.choice(("{}", "A{}", "doc{}", "{}!")).format(rng.randint(1000, 99_999))
