"""When a sender writes: a small domain of sixteen values."""

from __future__ import annotations

import pytest

from firstsight.relations.time.hour_for_sender import hour_for_sender
from tests.mails import mail
from tests.unit.relations.observing import triples


@pytest.mark.parametrize(
    ("day", "second", "value"),
    [
        (0, 0, "workday 09"),
        (0, 3 * 3600 - 1, "workday 09"),
        (0, 3 * 3600, "workday 12"),
        (0, -9 * 3600, "workday 00"),
        (0, 15 * 3600 - 1, "workday 21"),
        (1, 0, "weekend 09"),
        (2, 0, "weekend 09"),
        (3, 0, "workday 09"),
    ],
)
def test_three_hours_of_the_utc_day_on_workdays_and_on_weekends(day: int, second: int, value: str) -> None:
    assert triples(hour_for_sender, mail(day=day, second=second)) == [
        ("mail:ben@partner.example", value, "partner.example")
    ]


def test_there_are_sixteen_values() -> None:
    week = (mail(second=hour * 3600) for hour in range(7 * 24))
    assert len({value for event in week for _, value, _ in triples(hour_for_sender, event)}) == 16
    assert hour_for_sender.scale.kind == "ordered"


def test_an_author_without_an_address_says_nothing() -> None:
    assert triples(hour_for_sender, mail(author="")) == []
