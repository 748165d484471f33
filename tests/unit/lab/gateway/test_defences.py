import random

import numpy as np
import pytest

from firstsight.lab.gateway.assumptions import CLICKS, Assumptions
from firstsight.lab.gateway.defences import FirstSight, Gateway, Nothing, Reported, defences
from tests.unit.lab.gateway.encounters import START, campaign, mail

HOURS = np.array([0.0, 0.5, 1.0, 3.0, 9.0, 24.0, 72.0])
TIMES = START + HOURS * 3600
"""Where defences are asked."""


def test_a_deny_list_knows_half_of_what_it_will_ever_know_after_the_median() -> None:
    ignorant = Gateway(Assumptions(coverage=0.8)).ignorant(campaign(mail()), TIMES)
    assert ignorant[0] == 1.0
    assert ignorant[4] == pytest.approx(1.0 - 0.8 / 2)
    assert list(ignorant) == sorted(ignorant, reverse=True)
    assert ignorant[-1] > 0.2


def test_a_lead_moves_the_clock() -> None:
    late = Gateway(Assumptions(lead_hours=9.0, coverage=1.0)).ignorant(campaign(mail()), TIMES)
    assert late[0] == pytest.approx(0.5)


def test_nobody_knows_where_nothing_learns() -> None:
    for defence in (Nothing(), FirstSight()):
        assert list(defence.ignorant(campaign(mail()), TIMES)) == [1.0] * len(TIMES)


def drawn(assumed: Assumptions, people: tuple[int, ...], hours: tuple[float, ...], number: int = 20_000) -> list[float]:
    """The share of simulated campaigns in which no report was handled by each of HOURS: lots are drawn."""
    chance = random.Random(7)
    left = [0] * len(HOURS)
    for _ in range(number):
        first = np.inf
        for many, start in zip(people, hours, strict=True):
            for _ in range(many):
                if chance.random() < assumed.reporting:
                    first = min(first, start + chance.lognormvariate(0.0, CLICKS.spread))
        entry = first + chance.lognormvariate(np.log(assumed.report_minutes / 60), assumed.report_spread)
        for i, hour in enumerate(HOURS):
            left[i] += entry > hour
    return [count / number for count in left]


def test_reports_are_handled_as_often_as_lots_say() -> None:
    assumed = Assumptions(coverage=0.0, reporting=0.3)
    one = campaign(mail(0, people=3), mail(2, people=5))
    exact = Reported(assumed).ignorant(one, TIMES)
    assert exact == pytest.approx(drawn(assumed, (3, 5), (0.0, 2.0)), abs=0.015)


def test_what_comes_first_counts() -> None:
    assumed = Assumptions()
    one = campaign(mail(people=4))
    either, listed = (defence(assumed).ignorant(one, TIMES) for defence in (Reported, Gateway))
    assert all(either[1:] < listed[1:])
    assert Reported(Assumptions(reporting=0.0)).ignorant(one, TIMES) == pytest.approx(listed)


def test_only_what_nothing_was_done_to_is_reported_beside_firstsight() -> None:
    assumed = Assumptions(coverage=0.0)
    answered = campaign(mail(answered=True, people=50))
    assert list(Reported(assumed, judges=True).ignorant(answered, TIMES)) == [1.0] * len(TIMES)
    assert Reported(assumed).ignorant(answered, TIMES)[-1] < 0.01


def test_certain_reporters_and_a_huge_campaign_are_bounded() -> None:
    assumed = Assumptions(reporting=1.0)
    many = campaign(*(mail(i / 100, people=9) for i in range(2000)))
    ignorant = Reported(assumed).ignorant(many, TIMES)
    assert np.isfinite(ignorant).all()
    assert ignorant[-1] == pytest.approx(0.0, abs=1e-6)


def test_every_defence_has_its_own_name() -> None:
    names = [defence.name for defence in defences(Assumptions())]
    assert len(set(names)) == len(names) == 6
