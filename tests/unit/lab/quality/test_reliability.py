import math
import random

import pytest

from firstsight.lab.quality.reliability import intents, reliability
from firstsight.lab.quality.told import Case
from tests.unit.lab.quality.cases import attacks, case, ham


def drawn(shift: float, slope: float, number: int = 20_000) -> tuple[list[Case], list[Case]]:
    """Attacks and ham whose scores mean shift + slope * score."""
    chance = random.Random(5)
    bad, good = [], []
    for i in range(number):
        score = chance.uniform(-5.0, 3.0)
        is_bad = chance.random() < 1 / (1 + math.exp(-shift - slope * score))
        (bad if is_bad else good).append(case(score, attack=is_bad, name=str(i)))
    return bad, good


def test_a_score_that_is_right_lies_on_the_diagonal() -> None:
    found = reliability(*drawn(0.0, 1.0))
    assert found.shift == pytest.approx(0.0, abs=0.1)
    assert found.slope == pytest.approx(1.0, abs=0.1)
    assert found.error < 0.02
    assert all(one.seen.low <= one.said <= one.seen.high for one in found.bins if one.seen.whole > 500)
    assert found.true(2.0) == pytest.approx(0.88, abs=0.02)


def test_a_score_that_says_too_little_is_caught() -> None:
    found = reliability(*drawn(2.0, 1.5))
    assert (found.shift, found.slope) == pytest.approx((2.0, 1.5), abs=0.15)
    assert found.error > 0.1
    assert found.true(0.0) == pytest.approx(0.88, abs=0.02)


def test_every_message_lies_in_one_bin_and_the_base_rate_is_that_of_the_archive() -> None:
    found = reliability([*attacks(10), case(1e9, attack=True), case(-1e9, attack=True)], ham(100))
    assert sum(one.seen.whole for one in found.bins) == 112
    assert (found.base.part, found.base.whole) == (12, 112)
    assert found.bins[0].low >= -6
    assert found.bins[-1].low <= 3


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ((), ham(50)),
        (attacks(5), ()),
        ((), ()),
        ([case(5.0, attack=True)] * 20, [case(-5.0)] * 20),
        ([case(1.0, attack=True)], [case(1.0)]),
    ],
)
def test_where_there_is_no_best_line_none_is_given(bad: list[Case], good: list[Case]) -> None:
    found = reliability(bad, good)
    assert math.isnan(found.slope)
    assert math.isnan(found.shift)


def test_asks_are_counted_by_class() -> None:
    bad = [
        case(attack=True, intent="credential", named="credential", sure=0.9),
        case(attack=True, intent="credential", named="malware", sure=0.6),
        case(attack=True, intent="payment", named="payment", sure=0.9),
        case(attack=True, intent="", named="payment", sure=0.9),
    ]
    found = intents(bad)
    assert (found.right.part, found.right.whole) == (2, 3)
    assert found.macro_f1 == pytest.approx((2 / 3 + 1.0) / 2)
    assert found.confused == (("credential", "malware", 1),)
    assert found.error == pytest.approx((0.2 + 0.6) / 3)


def test_how_sure_it_was_may_be_unknown() -> None:
    assert math.isnan(intents(attacks()).error)
    nothing = intents(())
    assert nothing.right.whole == 0
    assert math.isnan(nothing.macro_f1)


def test_one_in_five_right_at_a_fifth_is_no_error() -> None:
    bad = [
        case(attack=True, intent="payment", named="payment" if i % 5 == 0 else "benign", sure=0.2) for i in range(50)
    ]
    assert intents(bad).error == pytest.approx(0.0, abs=1e-12)
