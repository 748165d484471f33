"""A passage keeps every place of its text, blanks patches, and knows which words occur."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.details.passage import MOST_PLACES, Passage, anchors, plain, without_patches

PATCH = """See below.
diff --git a/x.c b/x.c
index 0123456..89abcde 100644
--- a/x.c
+++ b/x.c
@@ -1,3 +1,3 @@ int main
 call(8885550100);
-price = 500;
+price = 600;
Call me.
"""


@given(st.text(st.characters(), max_size=300))
def test_no_place_is_moved(text: str) -> None:
    passage = Passage(text, frozenset())
    assert len(passage.text) == len(passage.folded) == len(passage.shape) == len(text)


@given(st.text(st.sampled_from("@- +\n1,diff\\x"), max_size=300))
def test_blanking_patches_keeps_lines_and_length(text: str) -> None:
    blank = without_patches(text)
    assert len(blank) == len(text)
    assert [len(line) for line in blank.split("\n")] == [len(line) for line in text.split("\n")]


def test_a_patch_is_blanked_and_the_words_around_it_stay() -> None:
    assert without_patches(PATCH).split() == ["See", "below.", "Call", "me."]


def test_a_plus_that_begins_a_line_of_a_letter_is_no_patch() -> None:
    text = "Numbers:\n+1 888 555 0100\n- or by mail\n"
    assert Passage(text, frozenset()).text == text


def test_words_are_found_in_any_case_and_script_and_beside_digits() -> None:
    words = frozenset(map(plain, ("hasło", "usd", "geheim", "şifre")))
    assert Passage("Twoje HASŁO: USD500 (Şifre?)", words).words == {b"has?o", b"usd", b"?ifre"}
    assert Passage("Geheimnis", words).words == frozenset()


@pytest.mark.parametrize(("text", "digits"), [("none", False), ("one 1", True), ("𝟕", True), ("٣", True), ("½", False)])
def test_digits_of_other_scripts_are_digits(text: str, digits: bool) -> None:
    assert Passage(text, frozenset()).has_digits is digits


def test_digits_of_other_scripts_are_read_as_ascii() -> None:
    assert Passage("𝟏-𝟖𝟖𝟖 ٣ ５ ②", frozenset()).text == "1-888 3 5 2"


def test_phrases_stand_as_words_of_their_own() -> None:
    phrases = anchors(["mot de passe", "passe"])
    passage = Passage("Le mot de passe, un passeport, 3passe, _passe", frozenset(phrases))
    assert [(start, phrase) for start, _, phrase in passage.places(phrases)] == [
        (3, "mot de passe"),
        (10, "passe"),
        (32, "passe"),
    ]


def test_places_are_bounded() -> None:
    phrases = anchors(["a"])
    assert len(Passage("a " * 5_000, frozenset(phrases)).places(phrases)) == MOST_PLACES


@pytest.mark.parametrize(("text", "has"), [("x" * 26, True), ("x" * 25, False), ("x" * 13 + "-" + "1" * 13, False)])
def test_a_run_is_of_letters_and_digits(text: str, has: bool) -> None:
    assert Passage(text, frozenset()).has_run(26) is has
