"""What looks alike has one skeleton."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.likeness.skeleton import LONGEST_LABEL, LONGEST_TEXT, shown, skeleton


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("paypa1", "paypal"),
        ("PAYPAI", "paypal"),
        ("g00gle", "google"),
        ("5ervice", "service"),
        ("rnicrosoft", "microsoft"),
        ("vvells", "wells"),
        ("clocusign", "docusign"),
        ("p\u0430yp\u0430l", "paypal"),  # Cyrillic a
        ("\u03bfffice", "office"),  # Greek omicron
        ("m\u00fcnchen", "munchen"),
        ("mu\u0308nchen", "munchen"),  # the accent on its own
        ("\uff50aypal", "paypal"),  # full width
        ("pay\u200bpal", "paypal"),  # zero width
        ("\u043c\u0430r\u043a\u0435\u0442", "market"),
    ],
)
def test_letters_that_look_alike_are_written_alike(written: str, meant: str) -> None:
    assert skeleton(written) == skeleton(meant)


@pytest.mark.parametrize(("one", "other"), [("partner", "portner"), ("acme", "acne"), ("bank", "tank"), ("a", "")])
def test_letters_that_differ_stay_different(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    assert skeleton("a" * 1_000_000) == "a" * LONGEST_TEXT
    assert skeleton("\u0430" * 1_000_000) == "a" * LONGEST_TEXT


@pytest.mark.parametrize(
    ("label", "seen"),
    [
        ("xn--mnchen-3ya", "m\u00fcnchen"),
        ("xn--pypal-4ve", "p\u0430ypal"),
        ("example", "example"),
        ("xn--", "xn--"),
        ("xn--\u00e4", "xn--\u00e4"),
        ("xn--99999999999", "xn--99999999999"),
    ],
)
def test_a_label_is_shown_as_people_see_it(label: str, seen: str) -> None:
    assert shown(label) == seen


def test_a_label_that_is_too_long_is_not_decoded() -> None:
    label = "xn--" + "a" * LONGEST_LABEL
    assert shown(label) == label


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(skeleton(text), str)
    assert isinstance(shown(text), str)


@given(st.text(max_size=80))
def test_no_punycode_makes_it_fail(text: str) -> None:
    assert isinstance(skeleton(shown("xn--" + text)), str)


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=80))
def test_case_does_not_matter(text: str) -> None:
    assert skeleton(text.upper()) == skeleton(text.lower())
