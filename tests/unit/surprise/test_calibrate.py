import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.surprise.calibrate import (
    BINS,
    ENOUGH,
    EXTRAPOLATION,
    LEAST_UNCALIBRATED,
    TAIL,
    Calibration,
    bin_of,
    maturity,
    ranked,
)


def filled(values: list[float]) -> dict[int, int]:
    bins: dict[int, int] = {}
    for value in values:
        bins[bin_of(value)] = bins.get(bin_of(value), 0) + 1
    return bins


def exponential(n: int) -> list[float]:
    """-ln of n evenly spread p-values: what an honest relation gives."""
    return [-math.log((i + 0.5) / n) for i in range(n)]


@pytest.mark.parametrize(("n", "name"), [(0.0, "new"), (2.0, "young"), (49.9, "grown"), (50.0, "old"), (1e9, "old")])
def test_maturity_grows_with_the_days(n: float, name: str) -> None:
    assert maturity(n) == name


def test_honest_values_stay_what_they_are() -> None:
    calibration = Calibration()
    calibration.advance([("r|old", filled(exponential(20_000)))], [])
    for raw in (0.5, 0.1, 0.01, 0.002):
        assert calibration.p("r", "old", raw)[0] == pytest.approx(raw, rel=0.2)


def test_a_relation_that_cries_wolf_is_corrected() -> None:
    calibration = Calibration()
    calibration.advance([("r|old", filled([2.5 * s for s in exponential(20_000)]))], [])
    assert calibration.p("r", "old", 1e-5)[0] > 0.005


def test_beyond_the_rarest_twenty_p_goes_on_falling() -> None:
    calibration = Calibration()
    calibration.advance([("r|old", filled(exponential(2_000)))], [])
    ps = [calibration.p("r", "old", math.exp(-s))[0] for s in range(5, 10)]
    assert all(later < earlier for earlier, later in pairwise(ps))


def test_nobody_is_told_a_rarity_that_was_never_within_sight() -> None:
    calibration = Calibration()
    assert calibration.p("r", "old", 1e-12)[0] == LEAST_UNCALIBRATED
    calibration.advance([("r|old", filled(exponential(ENOUGH)))], [])
    assert calibration.p("r", "old", 1e-12)[0] == pytest.approx(EXTRAPOLATION / (ENOUGH + 1))


def test_too_few_values_fall_back_to_the_relation_then_to_what_was_shipped() -> None:
    shipped = {"r": [ENOUGH] + [0] * (BINS - 1)}
    calibration = Calibration(shipped)
    assert calibration.p("r", "old", 0.5)[1].startswith("shipped (")
    assert calibration.p("other", "old", 0.5) == (0.5, "uncalibrated")
    calibration.advance([("r|new", filled(exponential(ENOUGH)))], [])
    assert calibration.p("r", "old", 0.5)[1] == f"r|* ({ENOUGH})"
    calibration.advance([("r|old", filled(exponential(ENOUGH)))], [])
    assert calibration.p("r", "old", 0.5)[1] == f"r|old ({ENOUGH})"


def test_what_leaves_the_window_leaves_no_trace() -> None:
    calibration = Calibration()
    day = [("r|old", filled(exponential(500)))]
    calibration.advance(day, [])
    calibration.advance([], day)
    assert not any(calibration.histograms()["r|old"])


@given(st.lists(st.integers(0, 50), min_size=BINS, max_size=BINS))
def test_p_falls_from_one_and_never_to_nothing(histogram: list[int]) -> None:
    table = [ranked(histogram, sum(histogram), b) for b in range(BINS)]
    assert table[0] == pytest.approx(1.0)
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(table))
    assert all(p > 0.0 for p in table)


def test_up_to_the_twentieth_rarest_p_is_a_rank() -> None:
    histogram = [0] * BINS
    histogram[0], histogram[40] = 980, TAIL
    assert ranked(histogram, 1000, 40) == pytest.approx((1 + TAIL) / 1001)


def test_an_empty_histogram_finds_everything_usual() -> None:
    assert ranked([0] * BINS, 0, 50) == 1.0


def test_what_others_saw_never_makes_anything_rarer() -> None:
    calibration = Calibration({"r": [10_000] + [0] * (BINS - 1)})
    assert calibration.p("r", "old", 0.02)[0] == 0.02
