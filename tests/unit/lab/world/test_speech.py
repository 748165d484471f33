from __future__ import annotations

from random import Random

import pytest

from firstsight.lab.world.speech import Slots, greet, iban, language_for, part, quote, talk, texts

TOPICS = [
    (name, topic, language)
    for name in ("internal", "business", "service", "attack")
    for topic, languages in texts(name).items()
    if topic != "button"
    for language in languages
]


@pytest.mark.parametrize(("name", "topic", "language"), TOPICS)
def test_every_slot_of_every_text_is_filled(name: str, topic: str, language: str) -> None:
    for seed in range(12):
        said = talk(Random(seed), name, topic, language, {"url": "u", "name": "n", "first": "f"})
        assert "{" not in said.subject + said.text
        assert said.text


def test_the_same_chance_says_the_same() -> None:
    assert talk(Random(4), "internal", "draft", "de") == talk(Random(4), "internal", "draft", "de")


def test_a_slot_keeps_its_word_within_one_mail() -> None:
    slots = Slots(Random(1), "en", {})
    assert "{day} {day}".format_map(slots).split()[0] == "{day}".format_map(slots)


def test_an_unknown_slot_is_a_mistake_in_the_texts() -> None:
    with pytest.raises(KeyError):
        "{nothing}".format_map(Slots(Random(1), "en", {}))


def test_a_language_that_a_topic_lacks_is_english() -> None:
    assert language_for("attack", "html", "fr") == "en"
    assert language_for("attack", "html", "de") == "de"


@pytest.mark.parametrize("seed", range(20))
def test_an_iban_has_right_check_digits(seed: int) -> None:
    plain = iban(Random(seed)).replace(" ", "")
    moved = plain[4:] + plain[:4]
    assert int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1


def test_a_scam_asks_for_a_sum_that_people_might_pay() -> None:
    words = Slots(Random(3), "de", {})
    assert 189 <= float("{fee}".format_map(words).replace(".", "").replace(",", ".")) < 691
    assert "{ransom}".format_map(words).isdigit()


def test_greeting_closing_and_quotation_speak_the_language() -> None:
    rng = Random(2)
    assert "Ana" in greet(rng, "en", "Ana", "Voss", formal=False)
    assert part(rng, "de", formal=True) in texts("manners")["de"]["formal_bye"]
    assert quote("one\n\ntwo", "Ana", "today", "fr") == "Le today, Ana a écrit :\n> one\n>\n> two"
