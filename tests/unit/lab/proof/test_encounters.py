import pytest

from firstsight.lab.proof import encounters
from tests.unit.lab.proof.found import found


def test_every_defence_has_a_style_and_a_name() -> None:
    names = {one.defence for one in found().first.outcomes}
    assert names == set(encounters.STYLES) == set(encounters.TITLES)


def test_the_headline_tells_patient_zeros() -> None:
    head = encounters.headline(found().first)
    assert [tile["n"] for tile in head["tiles"]] == ["41", "41", "16", "16"]
    assert "stops none of them" in head["gateway"]


def test_where_others_met_it_before_the_gateway_stops_some() -> None:
    head = encounters.headline(found(lead_hours=24.0).first)
    assert "stops about" in head["gateway"]
    assert "for the first time" not in head["gateway"]


def test_the_curves_are_those_of_the_outcomes() -> None:
    first = found().first
    drawn = encounters.clicks(first)
    assert [one.values for one in drawn["series"]] == [one.curve for one in first.outcomes]
    assert drawn["chart"].count("<path") == 6


@pytest.mark.parametrize(
    ("coverage", "said"), [(0.83, "no more first messages through than firstsight"), (0.3, "However early")]
)
def test_it_says_from_when_on_the_gateway_is_even(coverage: float, said: str) -> None:
    assert said in encounters.leads(found(coverage=coverage).first)["lead"]


def test_rows_have_their_shares() -> None:
    rows = encounters.table(found().first)
    assert (rows[0]["zeros"], rows[0]["zeros_share"], rows[0]["median"]) == ("41", "100\u00a0%", "never")
    assert encounters.assumed(found().first.assumed)
