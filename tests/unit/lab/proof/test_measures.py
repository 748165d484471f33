import math

from firstsight.lab.proof import measures
from firstsight.lab.quality.quality import quality
from firstsight.lab.quality.told import Cases
from tests.unit.lab.proof.found import cases, found
from tests.unit.lab.quality.cases import attacks, ham


def test_the_curve_begins_where_one_ham_message_is_enough() -> None:
    steps = measures.steps(cases())
    known = [step for step in steps if not math.isnan(step.attacks)]
    assert len(known) < len(steps)
    assert known[0].ham >= 1 / 2000
    assert [step.attacks for step in known] == sorted(step.attacks for step in known)
    assert measures.steps(Cases(attacks(), (), (), 0, 0, 0)) == ()


def test_the_points_are_those_of_the_figures() -> None:
    made = found()
    drawn = measures.roc(made.quality, made.roc)
    assert drawn["drawn"]
    assert [point["found"] for point in drawn["points"]] == ["61\u00a0%"] * 3
    assert [point["enough"] for point in drawn["points"]] == [True, True, False]


def test_every_family_is_a_row() -> None:
    made = found()
    rows = measures.families(made.quality, made.first)
    assert [row["name"] for row in rows] == ["parcel", "sign-in"]
    assert sum(int(row["messages"]) for row in rows) == 41
    assert all(len(row["clicks"]) == 3 for row in rows)


def test_families_without_a_name_have_one() -> None:
    made = found(family="")
    assert [row["name"] for row in measures.families(made.quality, made.first)] == ["(no family)", "parcel", "sign-in"]


def test_what_a_score_means_is_said_or_that_it_is_not_known() -> None:
    assert "too little" in measures.trust(quality(Cases((), ham(50), (), 0, 0, 0)))["lead"]
    told = measures.trust(found().quality)
    assert told["drawn"]
    assert "A score of +2 says 88" in told["lead"] or "too little" in told["lead"]


def test_costs_and_alerts_are_told() -> None:
    made = found().quality
    told = measures.costs(made)
    assert (told[0]["rate"], told[0]["of"]) == ("0.30\u00a0%", "6 of 2,000")
    worth = measures.alerts(made)
    assert len(worth["bases"]) == len(worth["rows"][0]["worth"]) == 4


def test_asks_have_words_and_the_most_frequent_comes_first() -> None:
    rows = measures.asks(found().quality)
    assert [row["name"] for row in rows] == ["Wants a sign-in"]
    assert rows[0]["n"] == "41"
