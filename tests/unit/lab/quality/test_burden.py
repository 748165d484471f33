import pytest

from firstsight.lab.quality.bounds import Share
from firstsight.lab.quality.burden import cost, costs, precision
from firstsight.model import ActionKind
from tests.unit.lab.quality.cases import case, ham


def test_the_mean_is_over_all_and_the_worst_day_is_the_one_with_the_highest_share() -> None:
    quiet = [case(day=1) for _ in range(100)]
    bad = [case(day=2, action="lock")] * 3 + [case(day=2)] * 27
    found = cost(ActionKind.ANNOTATE, "all", quiet + bad)
    assert (found.mean.part, found.mean.whole) == (3, 130)
    assert (found.worst.part, found.worst.whole, found.worst_day) == (3, 30, 2)


def test_a_day_with_two_mails_is_not_the_worst() -> None:
    small = [case(day=3, action="hold"), case(day=3)]
    found = cost(ActionKind.ANNOTATE, "all", [*small, *(case(day=4) for _ in range(20))])
    assert found.worst_day == 4
    assert found.worst.part == 0
    assert cost(ActionKind.ANNOTATE, "all", small).worst_day == -1


def test_locks_count_among_what_has_links() -> None:
    mails = [case(links=0, action="hold"), case(links=2, action="lock"), case(links=1, action="annotate")]
    by_name = {(one.action, one.of): one.mean for one in costs(mails, [case(action="annotate")])}
    assert by_name[ActionKind.LOCK, "links"] == Share(1, 2)
    assert by_name[ActionKind.HOLD, "all"] == Share(1, 3)
    assert by_name[ActionKind.ANNOTATE, "all"] == Share(3, 3)
    assert by_name[ActionKind.ANNOTATE, "own"] == Share(1, 1)


def test_rare_attacks_make_most_alerts_false() -> None:
    """99 % found at 1 % of ham: one alert in two is right where 1 % are attacks, one in a hundred where .01 % are."""
    found, false = Share(990, 1000), Share(100, 10_000)
    assert precision(0.01, found, false).value == pytest.approx(0.5)
    assert precision(0.0001, found, false).value == pytest.approx(0.0098, abs=1e-4)


def test_the_bounds_hold_the_value() -> None:
    one = precision(1e-3, Share(48, 100), Share(3, 1000))
    assert 0.0 < one.low < one.value < one.high < 1.0


def test_a_test_that_never_says_anything_is_worth_nothing() -> None:
    one = precision(1e-3, Share(0, 10), Share(0, 10))
    assert (one.value, one.low) == (0.0, 0.0)


def test_ten_days_of_ham_have_their_acted_mails_spread() -> None:
    assert cost(ActionKind.ANNOTATE, "all", ham(1000, acted=10)).worst == Share(1, 100)
