"""Grammars expand to the same messages everywhere, and the ones of this repository are sound."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import msgspec
import pytest

from firstsight.errors import ConfigError
from firstsight.intent import masking
from firstsight.intent.model import PEACEFUL
from firstsight.intent.written import Draw, Grammar, Page, Text, Writer
from firstsight.model import IntentClass

TRAINING = Path(__file__).resolve().parents[3] / "training"
LISTS = {
    "all": {"first": ["Ann"], "last": ["Low"], "hi": ["Hi {me},"], "bye": [""], "footer": [""], "loop": ["{loop}"]}
}
LANGUAGES = {"en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "tr", "ja"}


def page(body: tuple[str, ...] = ("send {n} | send {url}", "now |"), files: str = "") -> Page:
    return Page("en", (Grammar("g", IntentClass.PAYMENT, "Pay | Wire", body, files),))


@pytest.fixture(scope="module")
def everything() -> list[Text]:
    writer = Writer(tomllib.loads((TRAINING / "lists.toml").read_text(encoding="utf-8")))
    pages = [p for p in sorted(TRAINING.glob("*.toml")) if p.name != "lists.toml"]
    return [
        text
        for path in pages
        for text in writer.texts(msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Page))
    ]


def test_expanding_twice_gives_the_same_messages() -> None:
    assert list(Writer(LISTS).texts(page())) == list(Writer(LISTS).texts(page()))


def test_a_draw_is_the_same_on_every_platform() -> None:
    draw = Draw("en/ceo-wire/0")
    assert [draw.below(100) for _ in range(6)] == [23, 45, 40, 89, 53, 53]


def test_messages_of_a_grammar_are_distinct_and_named_after_it() -> None:
    made = list(Writer(LISTS).texts(page()))
    assert len({text.reading for text in made}) == len(made) > 1
    assert {text.source for text in made} == {"written:en/g"}


def test_names_of_files_are_read() -> None:
    made = Writer(LISTS).texts(page(files="bill.iso"))
    assert all(masking.ATTACHED in text.reading and "iso" in text.reading for text in made)


@pytest.mark.parametrize("body", [("{nowhere}",), ("{loop}",)])
def test_a_slot_without_a_list_or_an_end_is_named(body: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError, match="en"):
        list(Writer(LISTS).texts(page(body=body)))


def test_every_language_has_every_side(everything: list[Text]) -> None:
    kinds: dict[str, set[IntentClass]] = defaultdict(set)
    for text in everything:
        kinds[text.source.removeprefix("written:").partition("/")[0]].add(text.kind)
    assert set(kinds) == LANGUAGES
    assert all(found == set(IntentClass) for found in kinds.values())


def test_sides_are_of_like_size_and_no_message_is_on_both(everything: list[Text]) -> None:
    sides = [{text.reading for text in everything if (text.kind in PEACEFUL) is peaceful} for peaceful in (True, False)]
    assert not sides[0] & sides[1]
    assert 0.6 < len(sides[0]) / len(sides[1]) < 1.6
    assert len(everything) > 1_500


def test_no_slot_is_left_open(everything: list[Text]) -> None:
    open_slots = [text.source for text in everything if re.search(r"\{|\}", text.reading)]
    assert not open_slots
