"""Deadlines in many languages; a duration or a day without a word that makes it a term is none."""

from __future__ import annotations

import pytest

from firstsight.mail.details.deadline import LONGEST_HOURS
from tests.unit.mail.details.finding import found, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("within 24 hours", "24h"),
        ("within the next 48hrs", "48h"),
        ("within twenty-four hours", "24h"),
        ("within 3 business days", "72h"),
        ("you have only two days", "48h"),
        ("you have 24 (twenty-four) hours", "24h"),
        ("48 hours left", "48h"),
        ("a 24-hour deadline", "24h"),
        ("in the next 90 minutes", "2h"),
        ("innerhalb von 24 Stunden", "24h"),
        ("letzte Frist 3 Tage", "72h"),
        ("binnen zwei Wochen", "336h"),
        ("sous 48 heures", "48h"),
        ("dans les prochaines 24 heures", "24h"),
        ("en 24 horas", "24h"),
        ("en un plazo de 3 días", "72h"),
        ("entro 24 ore", "24h"),
        ("em até 48 horas", "48h"),
        ("binnen 2 dagen", "48h"),
        ("w ciągu 24 godzin", "24h"),
        ("inom 24 timmar", "24h"),
        ("24 saat içinde", "24h"),
    ],
)
def test_a_number_of_units_is_a_term(text: str, value: str) -> None:
    assert found("deadline", f"Pay {text}.") == [value]
    assert written("deadline", f"Pay {text}.")[0] in text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("before Friday", "friday"),
        ("by 5 pm today", "today"),
        ("by the end of the day", "today"),
        ("no later than tomorrow", "tomorrow"),
        ("by COB", "today"),
        ("until 12:00 on Monday", "monday"),
        ("before 2024-10-05", "date"),
        ("bis Freitag", "friday"),
        ("bis spätestens morgen", "tomorrow"),
        ("bis 05.10.2024", "date"),
        ("avant vendredi", "friday"),
        ("antes del viernes", "friday"),
        ("entro venerdì", "friday"),
        ("até sexta-feira", "friday"),
        ("voor vrijdag", "friday"),
        ("do piątku", "friday"),
        ("senast fredag", "friday"),
    ],
)
def test_a_day_is_a_term(text: str, value: str) -> None:
    assert found("deadline", f"Pay {text}.") == [value]
    assert written("deadline", f"Pay {text}.") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "It took 24 hours.",
        "See you on Friday.",
        "I do today what I can.",
        "the last 2 days",
        "8 std::threads",
        "have 8 std::threads",
        "2024-10-05 was a good day",
        f"within {LONGEST_HOURS // 24 + 1} days",
        "within 0 hours",
        "days of the week",
    ],
)
def test_a_duration_or_a_day_alone_is_none(text: str) -> None:
    assert found("deadline", text) == []
