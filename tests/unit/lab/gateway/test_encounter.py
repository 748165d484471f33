import math
import random

import numpy as np
import pytest

from firstsight.lab.gateway.assumptions import CLICKS, Assumptions
from firstsight.lab.gateway.defences import FirstSight, Gateway, Nothing, defences
from firstsight.lab.gateway.encounter import HOURS, NEVER, outcome
from tests.unit.lab.gateway.encounters import campaign, mail

ASSUMED = Assumptions()


def test_without_a_defence_everybody_is_reached_and_a_tenth_click() -> None:
    found = outcome(Nothing(), [campaign(mail(people=3), mail(5, people=7)), campaign(mail())], ASSUMED)
    assert (found.campaigns, found.patient_zeros, found.messages, found.people) == (2, 2.0, 3.0, 11.0)
    assert found.clicks == pytest.approx(1.1)
    assert found.median_hours == found.p90_hours == NEVER
    assert found.curve[HOURS.index(1.0)] < found.curve[-1] <= found.clicks


def test_a_gateway_never_saves_the_first_one_reached() -> None:
    found = outcome(Gateway(ASSUMED), [campaign(mail())] * 5, ASSUMED)
    assert found.patient_zeros == 5.0
    assert 0.5 < found.clicks / 0.5 < 1.0


def test_firstsight_saves_the_first_one_if_it_answers_the_first_message() -> None:
    answered = campaign(mail(answered=True), mail(1), mail(2, answered=True))
    missed = campaign(mail(), mail(1, people=2), mail(2, answered=True), mail(3))
    found = outcome(FirstSight(), [answered, missed], ASSUMED)
    assert (found.patient_zeros, found.messages, found.people) == (1.0, 2.0, 3.0)
    assert found.through == 4.0
    assert found.clicks == pytest.approx(0.5)
    assert found.median_hours == 0.0
    assert found.p90_hours == pytest.approx(2.0, rel=0.05)


def test_together_they_are_never_worse_than_either() -> None:
    some = [
        campaign(mail(i % 3, answered=i % 2 == 0), mail(8 + i), mail(30, answered=True, people=4)) for i in range(6)
    ]
    by_name = {d.name: outcome(d, some, ASSUMED) for d in defences(ASSUMED)}
    both = by_name["both"]
    for other in (by_name["gateway"], by_name["firstsight"]):
        for figure in ("patient_zeros", "messages", "people", "through", "clicks", "median_hours", "p90_hours"):
            assert getattr(both, figure) <= getattr(other, figure) + 1e-9
        assert all(b <= o + 1e-9 for b, o in zip(both.curve, other.curve, strict=True))
    assert by_name["gateway, reports"].clicks < by_name["gateway"].clicks < by_name["nothing"].clicks


def drawn(assumed: Assumptions, arrivals: tuple[float, ...], people: tuple[int, ...]) -> tuple[float, float, float]:
    """(messages through, clicks, median hours to the entry) of a gateway, by drawing lots."""
    chance, number = random.Random(11), 20_000
    through = clicks = 0.0
    entries = []
    for _ in range(number):
        entry = chance.lognormvariate(math.log(assumed.delay_hours), assumed.delay_spread) - assumed.lead_hours
        entry = entry if chance.random() < assumed.coverage else math.inf
        entries.append(max(entry, 0.0))
        for at, many in zip(arrivals, people, strict=True):
            through += entry > at
            for _ in range(many):
                click = at + chance.lognormvariate(0.0, CLICKS.spread)
                clicks += chance.random() < assumed.click and click < entry
    return through / number, clicks / number, sorted(entries)[number // 2]


@pytest.mark.parametrize("lead", [0.0, 6.0])
def test_expectations_are_what_lots_say(lead: float) -> None:
    assumed = Assumptions(lead_hours=lead, click=0.5)
    arrivals, people = (0.0, 4.0, 20.0), (2, 3, 4)
    found = outcome(
        Gateway(assumed),
        [campaign(*(mail(at, people=many) for at, many in zip(arrivals, people, strict=True)))],
        assumed,
    )
    through, clicks, median = drawn(assumed, arrivals, people)
    assert found.through == pytest.approx(through, rel=0.02)
    assert found.clicks == pytest.approx(clicks, rel=0.02)
    assert found.median_hours == pytest.approx(median, rel=0.05)


def test_an_entry_that_protects_only_what_comes_later_lets_more_be_clicked() -> None:
    some = [campaign(mail(), mail(12))]
    later = Assumptions(retract=False)
    assert outcome(Gateway(later), some, later).clicks > outcome(Gateway(ASSUMED), some, ASSUMED).clicks
    assert outcome(Gateway(later), [campaign(mail())], later).clicks == pytest.approx(0.1)


def test_the_time_to_detection_is_that_of_the_deny_list() -> None:
    sure = Assumptions(coverage=1.0)
    found = outcome(Gateway(sure), [campaign(mail())], sure)
    assert found.median_hours == pytest.approx(9.0, rel=0.02)
    assert found.p90_hours == pytest.approx(9.0 * math.exp(1.3 * 1.2816), rel=0.02)


def test_no_campaign_at_all_has_no_figures_and_no_error() -> None:
    found = outcome(Gateway(ASSUMED), [], ASSUMED)
    assert found.patient_zeros == 0.0
    assert np.isinf(found.median_hours)
