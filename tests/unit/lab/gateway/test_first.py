import pytest

from firstsight.lab.gateway.assumptions import Assumptions
from firstsight.lab.gateway.first import LEADS, first_encounter
from firstsight.lab.quality.told import Cases
from tests.unit.lab.gateway.encounters import called, mail

SOME = Cases(
    attacks=(
        mail(0, answered=True, campaign="a", people=2),
        mail(1, campaign="b"),
        mail(2, campaign="a"),
    ),
    ham=(called(mail(3, attack=False), "h"),),
    own=(),
    missing=0,
    unlabelled=0,
    since=0,
)


def test_the_counts_are_those_of_the_archive() -> None:
    found = first_encounter(SOME, Assumptions())
    assert (found.campaigns, found.messages, found.people) == (2, 3, 4)
    assert (found.first.part, found.first.whole) == (1, 2)
    assert [one.defence for one in found.outcomes][:2] == ["nothing", "gateway"]
    assert sum(family.messages for family in found.families) == 3
    assert found.costs[0].mean.whole == 1


def test_the_longer_others_knew_it_the_better_for_the_gateway() -> None:
    found = first_encounter(SOME, Assumptions())
    zeros = [lead.gateway for lead in found.leads]
    assert [lead.hours for lead in found.leads] == list(LEADS)
    assert zeros[0] == 2.0
    assert zeros == sorted(zeros, reverse=True)
    assert all(lead.both == pytest.approx(lead.gateway / 2) for lead in found.leads)
    assert zeros[-1] == pytest.approx(2 * (1 - 0.83), rel=0.1)


def test_an_archive_without_attacks_has_no_campaigns() -> None:
    found = first_encounter(Cases((), SOME.ham, (), 0, 0, 0), Assumptions())
    assert (found.campaigns, found.families) == (0, ())
