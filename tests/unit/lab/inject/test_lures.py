import re
from random import Random

import pytest

from firstsight.lab.inject.families import FAMILIES
from firstsight.lab.inject.lures import LANGUAGES, lure, password, variants, wallet
from firstsight.lab.world.speech import texts
from firstsight.mail.details.wallet import wallet_of
from firstsight.model import IntentClass


def test_every_family_has_six_texts_and_speaks_every_language() -> None:
    assert set(variants()) == set(FAMILIES)
    for family, written in variants().items():
        assert sum(one["language"] == "en" for one in written) >= 6, family
        assert {one["language"] for one in written} == set(LANGUAGES)


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_text_can_be_filled(family: str) -> None:
    for seed in range(40):
        for language in LANGUAGES:
            said = lure(Random(seed), family, language, {"first": "Ana"})
            assert said.text
            assert "{" not in said.subject + said.text + said.button
            assert not said.intent or said.intent in set(IntentClass)


def test_an_unknown_language_is_english() -> None:
    english = {one["text"] for one in variants()["lateral"] if one["language"] == "en"}
    assert lure(Random(1), "lateral", "fi", {}).text in english


def test_no_text_is_one_of_the_worlds() -> None:
    """The world's texts are near to what the model learnt; the lab's are to be new."""
    old = {sentence for topic in texts("attack").values() for kind in topic.values() for sentence in kind["open"]}
    assert not old & {one["text"] for written in variants().values() for one in written}


def test_the_same_chance_gives_the_same_words() -> None:
    assert lure(Random(4), "callback", "en", {}) == lure(Random(4), "callback", "en", {})


def test_a_wallet_has_a_right_checksum() -> None:
    wallets = {wallet(Random(seed)) for seed in range(50)}
    assert all(wallet_of(one) for one in wallets)
    assert len(wallets) == 50


def test_a_password_is_a_word() -> None:
    assert all(re.fullmatch(r"\w{4,10}!?", password(Random(seed))) for seed in range(50))
