import random

import pytest

from firstsight.surprise.budget import (
    BURST,
    FEWEST,
    WIDEST,
    Allowance,
    Spent,
    cap,
    doubt,
    shares_after,
    steered,
    threshold,
)

LOCK = Allowance(share=0.01, floor=-9.0, ceiling=0.0, of="links")


def day(scores: list[float], cost: float = 0.0) -> Spent:
    spent = Spent()
    for score in scores:
        spent.count(score)
    spent.cost = cost
    return spent


def test_innocent_messages_exceed_the_threshold_by_the_budgeted_share() -> None:
    scores = [i / 1000 - 8.0 for i in range(1000)]
    assert threshold(LOCK, 0.01, [day(scores)]) == pytest.approx(-7.011, abs=0.04)


def test_a_wave_of_certain_attacks_leaves_the_threshold_where_it_was() -> None:
    scores = [i / 1000 - 8.0 for i in range(1000)]
    calm, stormy = (threshold(LOCK, 0.01, [day(scores + [8.0] * wave)]) for wave in (0, 50))
    assert stormy == pytest.approx(calm, abs=0.04)


def test_doubtful_messages_spend_by_the_chance_that_they_are_innocent() -> None:
    scores = [-1.0] * 20 + [-8.0] * 1980
    assert doubt(-1.0) == pytest.approx(0.731, abs=0.001)
    assert threshold(LOCK, 0.01, [day(scores)]) == pytest.approx(-8.0, abs=0.04)
    assert threshold(LOCK, 0.005, [day(scores)]) == pytest.approx(-1.0, abs=0.04)


def test_before_enough_was_seen_the_floor_is_the_threshold() -> None:
    assert threshold(LOCK, 0.01, [day([-5.0] * (FEWEST - 1))]) == LOCK.floor


def test_the_threshold_is_never_under_the_floor_nor_over_the_ceiling() -> None:
    assert threshold(LOCK, 0.01, [day([-19.0] * 1000)]) == LOCK.floor
    assert threshold(LOCK, 0.0, [day([5.0] * 1000)]) == LOCK.ceiling


def test_any_number_of_scores_takes_the_room_of_their_steps() -> None:
    spent = day([float(i % 1000) - 500 for i in range(10_000)])
    assert spent.n == 10_000
    assert sum(spent.scores.values()) == 10_000
    assert len(spent.scores) <= 2 * WIDEST + 1


def test_overspending_lowers_the_share_and_underspending_raises_it_within_bounds() -> None:
    assert steered(0.01, 0.01, day([-5.0] * 100, cost=3.0)) < 0.01
    assert steered(0.01, 0.01, day([-5.0] * 100, cost=0.0)) > 0.01
    assert steered(0.01, 0.01, day([-5.0] * 100, cost=100.0)) == 0.001
    assert steered(0.01, 0.03, day([-5.0] * 100, cost=0.0)) == 0.03
    assert steered(0.01, 0.02, Spent()) == 0.02


def test_a_small_organisation_can_still_answer_a_campaign() -> None:
    assert cap(LOCK, [day([0.0] * 50)]) == BURST
    assert cap(LOCK, [day([0.0] * 100_000)]) == 2_000


def test_every_action_has_a_share_after_a_day() -> None:
    budgets = {"lock": LOCK, "hold": Allowance(0.001, 2.0, 3.0)}
    assert set(shares_after(budgets, {}, {"lock": day([0.0] * 10)})) == {"lock", "hold"}


def test_control_keeps_spending_near_the_budget_when_scores_drift() -> None:
    """A year in which innocent scores creep upwards: without control every day would overspend."""
    chance, free = random.Random(3), Allowance(share=0.01, floor=-99.0, ceiling=99.0)
    share, window, spent_in_all, n = LOCK.share, [], 0, 0
    for number in range(365):
        limit = threshold(free, share, window[-28:])
        scores = [chance.gauss(number / 100 - 12.0, 1.0) for _ in range(200)]
        acted = [score for score in scores if score > limit] if number >= 28 else []
        today = day(scores, sum(map(doubt, acted)))
        share = steered(LOCK.share, share, today)
        window.append(today)
        if number >= 28:
            spent_in_all, n = spent_in_all + len(acted), n + 200
    assert 0.005 < spent_in_all / n < 0.015
