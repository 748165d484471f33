import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.lab.quality.bounds import Share, beta_below, beta_quantile, clopper_pearson


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0.0, 0.30850),
        (1, 10, 0.00253, 0.44502),
        (5, 10, 0.18709, 0.81291),
        (10, 10, 0.69150, 1.0),
        (81, 263, 0.25275, 0.36763),
        (0, 1, 0.0, 0.975),
    ],
)
def test_bounds_are_those_of_published_tables(part: int, whole: int, low: float, high: float) -> None:
    """10 of 10 and the like from tables of the binomial; 81 of 263 from Newcombe (1998) to his four digits."""
    found = clopper_pearson(part, whole)
    assert found == pytest.approx((low, high), abs=6e-5)


def test_no_attack_in_n_has_the_closed_form() -> None:
    for whole in (1, 7, 300, 12_000, 5_000_000):
        assert clopper_pearson(0, whole)[1] == pytest.approx(1.0 - 0.025 ** (1.0 / whole), rel=1e-9)
        assert clopper_pearson(whole, whole)[0] == pytest.approx(0.025 ** (1.0 / whole), rel=1e-9)


def tail(part: int, whole: int, p: float) -> float:
    """P(at least `part` of `whole`), by summing the binomial."""
    return math.fsum(math.comb(whole, i) * p**i * (1 - p) ** (whole - i) for i in range(part, whole + 1))


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_each_bound_leaves_one_fortieth_outside(pair: tuple[int, int]) -> None:
    part, whole = pair
    low, high = clopper_pearson(part, whole)
    assert low <= part / whole <= high
    if part:
        assert tail(part, whole, low) == pytest.approx(0.025, rel=1e-6)
    if part < whole:
        assert 1.0 - tail(part + 1, whole, high) == pytest.approx(0.025, rel=1e-6)


@given(st.floats(0.001, 0.999), st.floats(0.5, 500.0), st.floats(0.5, 500.0))
def test_the_quantile_undoes_the_distribution(share: float, a: float, b: float) -> None:
    x = beta_quantile(share, a, b)
    assert 0.0 <= x <= 1.0
    if 1e-12 < x < 1 - 1e-12:
        assert beta_below(x, a, b) == pytest.approx(share, abs=1e-6)


def test_a_share_of_nothing_is_unknown() -> None:
    nothing = Share(0, 0)
    assert math.isnan(nothing.value)
    assert (nothing.low, nothing.high) == (0.0, 1.0)


def test_a_share_lies_between_its_bounds() -> None:
    share = Share(479, 598)
    assert share.low < share.value < share.high
    assert (round(share.low, 3), round(share.high, 3)) == (0.767, 0.832)
