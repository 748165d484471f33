"""Gift cards in several languages, with their brand where one stands near."""

from __future__ import annotations

import pytest

from tests.unit.mail.details.finding import found, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("buy 5 Apple gift cards", "apple"),
        ("gift cards from Google Play, $100 each", "googleplay"),
        ("some Steam cards", "steam"),
        ("send me the iTunes codes", "itunes"),
        ("Geschenkkarten von Amazon", "amazon"),
        ("des cartes cadeaux", "any"),
        ("tarjetas de regalo de Walmart", "walmart"),
        ("paysafecard", "paysafe"),
        ("cadeaubonnen", "any"),
        ("karty podarunkowe", "any"),
        ("presentkort", "any"),
        ("hediye kartı", "any"),
    ],
)
def test_a_card_and_its_brand_are_found(text: str, value: str) -> None:
    assert found("gift-card", f"Could you {text}?") == [value]
    assert written("gift-card", f"Could you {text}?")[0] in text


@pytest.mark.parametrize("text", ["a gift", "an apple", "a steam engine", "credit card", "the Amazon", "a target"])
def test_other_gifts_and_cards_are_none(text: str) -> None:
    assert found("gift-card", text) == []
