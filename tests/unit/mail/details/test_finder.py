"""A finder is asked where there can be something for it, and not elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from firstsight.mail.details.finder import Finder, Found, finder
from firstsight.mail.details.passage import Passage, plain


@finder("lucky", digits=True, words=(plain("lucky"),), signs="#")
def lucky(passage: Passage) -> Iterator[Found]:
    """A lucky number."""
    yield 0, len(passage.text), passage.text


@finder("all")
def everything(passage: Passage) -> Iterator[Found]:
    """All of it."""
    yield 0, len(passage.text), "all"


def passage(text: str) -> Passage:
    return Passage(text, lucky.words)


def test_it_says_what_it_finds() -> None:
    assert isinstance(lucky, Finder)
    assert (lucky.kind, lucky.doc) == ("lucky", "A lucky number.")


@pytest.mark.parametrize(
    ("text", "wanted"), [("lucky 7", True), ("Lucky#", False), ("# 7", True), ("7", False), ("unlucky 7", False)]
)
def test_a_word_or_a_sign_and_a_digit_are_needed(text: str, wanted: bool) -> None:
    assert lucky.wants(passage(text)) is wanted


def test_one_without_conditions_is_always_asked() -> None:
    assert everything.wants(passage(""))
