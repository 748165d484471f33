import random

import pytest

from firstsight.surprise.budget import BURST, FEWEST, Allowance, Spent, cap, shares_after, steered, threshold

LOCK = Allowance(share=0.01, floor=-1.0, ceiling=9.0, of="links")


def day(scores: list[float], acted: int = 0) -> Spent:
    spent = Spent()
    for score in scores:
        spent.count(score)
    spent.acted = acted
    spent.trim()
    return spent


def test_the_threshold_is_exceeded_by_the_budgeted_share() -> None:
    scores = [i / 1000 for i in range(1000)]
    assert threshold(LOCK, 0.01, [day(scores)]) == pytest.approx(0.989)


def test_before_enough_was_seen_the_floor_is_the_threshold() -> None:
    assert threshold(LOCK, 0.01, [day([5.0] * (FEWEST - 1))]) == LOCK.floor


def test_the_threshold_is_never_under_the_floor() -> None:
    assert threshold(LOCK, 0.01, [day([-9.0] * 1000)]) == LOCK.floor


def test_a_certain_attack_is_not_rationed() -> None:
    assert threshold(LOCK, 0.01, [day([50.0] * 1000)]) == LOCK.ceiling


def test_only_scores_that_can_matter_are_kept() -> None:
    spent = day([float(i) for i in range(10_000)])
    assert spent.n == 10_000
    assert len(spent.top) == 1_020
    assert spent.top[0] == 9_999.0


def test_overspending_lowers_the_share_and_underspending_raises_it_within_bounds() -> None:
    assert steered(0.01, 0.01, day([0.0] * 100, acted=3)) < 0.01
    assert steered(0.01, 0.01, day([0.0] * 100, acted=0)) > 0.01
    assert steered(0.01, 0.01, day([0.0] * 100, acted=100)) == 0.001
    assert steered(0.01, 0.03, day([0.0] * 100, acted=0)) == 0.03
    assert steered(0.01, 0.02, Spent()) == 0.02


def test_a_small_organisation_can_still_answer_a_campaign() -> None:
    assert cap(LOCK, [day([0.0] * 50)]) == BURST
    assert cap(LOCK, [day([0.0] * 100_000)]) == 2_000


def test_every_action_has_a_share_after_a_day() -> None:
    budgets = {"lock": LOCK, "hold": Allowance(0.001, 2.0, 3.0)}
    assert set(shares_after(budgets, {}, {"lock": day([0.0] * 10)})) == {"lock", "hold"}


def test_control_keeps_spending_near_the_budget_when_scores_drift() -> None:
    """A year in which scores creep upwards: without control every day would overspend."""
    chance, free = random.Random(3), Allowance(share=0.01, floor=-1.0, ceiling=99.0)
    share, window, spent_in_all, n = LOCK.share, [], 0, 0
    for number in range(365):
        limit = threshold(free, share, window[-28:])
        scores = [chance.gauss(number / 100, 1.0) for _ in range(200)]
        acted = sum(score > limit for score in scores) if number >= 28 else 0
        today = day(scores, acted)
        share = steered(LOCK.share, share, today)
        window.append(today)
        if number >= 28:
            spent_in_all, n = spent_in_all + acted, n + 200
    assert 0.005 < spent_in_all / n < 0.015
