import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.lab.gateway.assumptions import CLICKS
from firstsight.lab.gateway.waiting import HOUR, Waiting


def test_the_curve_of_clicks_is_the_published_one() -> None:
    assert CLICKS.below(np.array([1.0, 5.0, 10.0]) * HOUR) == pytest.approx([0.5, 0.8, 0.9], abs=0.011)


def test_half_are_through_at_the_median_and_nobody_before_the_start() -> None:
    nine = Waiting(9 * HOUR, 1.3)
    assert nine.below(np.array([9 * HOUR]))[0] == pytest.approx(0.5, abs=1e-9)
    assert list(nine.below(np.array([-1.0, 0.0]))) == [0.0, 0.0]
    assert nine.below(np.array([1e300]))[0] == 1.0


@given(st.floats(1.0, 1e6), st.floats(0.1, 3.0), st.floats(-3.0, 3.0))
def test_the_share_is_that_of_the_normal_distribution(median: float, spread: float, z: float) -> None:
    seconds = np.array([median * math.exp(spread * z)])
    expected = 0.5 * math.erfc(-z / math.sqrt(2))
    assert Waiting(median, spread).below(seconds)[0] == pytest.approx(expected, abs=1e-6)


def test_quantiles_stand_for_equal_shares() -> None:
    wait = Waiting(100.0, 1.0)
    found = wait.quantiles(200)
    assert wait.below(found) == pytest.approx((np.arange(200) + 0.5) / 200, abs=1e-6)
    assert (np.log(found) - math.log(100.0)).mean() == pytest.approx(0.0, abs=1e-9)
