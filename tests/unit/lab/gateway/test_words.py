import pytest
from msgspec import structs

from firstsight.lab.gateway.assumptions import Assumptions
from firstsight.lab.gateway.first import first_encounter
from firstsight.lab.gateway.words import assumed, hours, number, text
from firstsight.lab.quality.told import Cases
from tests.unit.lab.gateway.test_first import SOME


def test_everything_is_told() -> None:
    page = text(first_encounter(SOME, Assumptions()))
    for part in (
        "2 campaigns, 3 messages, 4 recipients",
        "first message answered by firstsight: 50.0 %",
        "patient zeros (campaigns)",
        "2.0 (100 %)",
        "firstsight's price",
        "lure",
        "83 % of campaigns ever are",
    ):
        assert part in page
    assert "nan" not in page


def test_what_is_assumed_is_said() -> None:
    other = Assumptions(lead_hours=7.0, retract=False, coverage=0.5)
    said = " ".join(assumed(other))
    assert "came 7 h before" in said
    assert "only protects mail that comes after" in said
    assert "50 % of campaigns" in said
    assert "also protects" in " ".join(assumed(structs.replace(other, retract=True)))


def test_without_an_attack_there_is_nothing_to_tell() -> None:
    assert "no labelled attack" in text(first_encounter(Cases((), SOME.ham, (), 0, 0, 0), Assumptions()))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "at once"),
        (0.5, "30 min"),
        (9.25, "9.2 h"),
        (12.0, "12 h"),
        (72.0, "3 d"),
        (100.0, "4.2 d"),
        (float("inf"), "never"),
    ],
)
def test_times_are_said_as_people_say_them(value: float, said: str) -> None:
    assert hours(value) == said


def test_numbers_have_the_digits_that_matter() -> None:
    assert (number(1234.5), number(12.34)) == ("1,234", "12.3")
