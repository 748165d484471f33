import pytest

from firstsight.model import Counts, Observation, Surprise
from firstsight.surprise.narrate import odds_in_words, sentence, share_in_words, who

NEW = Surprise(
    Observation("mail.link_domain_for_recipient", "mail:ana@corp.example", "x.top"),
    2.4e-6,
    3.2e-5,
    9.0,
    (
        Counts("mail:ana@corp.example", 0.0, 0.0, 212.0, 9.0, 14.0, 0.041),
        Counts("group:finance", 0.0, 0.0, 500.0, 20.0, 30.0, 0.019),
        Counts("org", 0.0, 0.0, 9000.0, 100.0, 150.0, 0.0031),
    ),
)


def test_a_new_thing_is_told_level_by_level_with_its_counts() -> None:
    said = sentence(NEW, {"mail.link_domain_for_recipient": "link domain for the recipient"})
    assert said == (
        "link domain for the recipient: x.top: "
        "new to ana@corp.example, who meets a new one 4.1 % of the time (N = 212.0); "
        "new to the group finance, who meets a new one 1.9 % of the time (N = 500.0); "
        "new to the organisation, who meets a new one 0.31 % of the time (N = 9000.0): "
        "p 2.4e-06, calibrated 1 in 31,000"
    )


def test_a_known_thing_is_told_by_its_weight() -> None:
    known = Surprise(Observation("r", "s", "v"), 0.2, 0.3, 0.0, (Counts("s", 3.0, 1.0, 12.0, 2.0, 4.0, 0.1),))
    assert "known to s (weight 3.0 of 12.0, 4 different ones)" in sentence(known, {})


def test_an_amount_is_told_against_what_is_usual() -> None:
    blast = Surprise(
        Observation("r", "mail:a@x", "", amount=5.0), 1e-4, 1e-3, 1.0, (Counts("mail:a@x", 40, 0, 20, 2, 5, 1),)
    )
    assert "40 so far today (a@x usually has 2.0 a day over 20 days)" in sentence(blast, {})


@pytest.mark.parametrize(
    ("p", "words"),
    [(1.0, "usual"), (0.5, "usual"), (0.25, "1 in 4"), (1 / 31_234, "1 in 31,000"), (1e-12, "1 in 1,000,000,000,000")],
)
def test_small_chances_are_said_as_people_say_them(p: float, words: str) -> None:
    assert odds_in_words(p) == words


def test_shares_have_two_digits() -> None:
    assert share_in_words(0.041) == "4.1 %"


def test_levels_have_names() -> None:
    assert [who(level) for level in ("org", "group:x", "mail:a@b", "plain")] == [
        "the organisation",
        "the group x",
        "a@b",
        "plain",
    ]
