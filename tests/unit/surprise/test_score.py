import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.model import Block, Observation, Surprise
from firstsight.surprise.cells import MemoryCells
from firstsight.surprise.fold import learn, learn_rate
from firstsight.surprise.normal import Scale, path_of
from firstsight.surprise.score import predictive, rate_p, recomputed, surprise_of, tail_of_negative_binomial

SCALE = Scale("r", Block.LINK)
RATE = Scale("r", Block.VOLUME, kind="rate")
HOURS = Scale("r", Block.TIME, kind="ordered")


def seen(value: str, subject: str = "mail:ana@x.example", group: str = "g") -> Observation:
    return Observation("r", subject, value, group)


def learnt(rows: list[tuple[Observation, int]], scale: Scale = SCALE) -> MemoryCells[str]:
    cells: MemoryCells[str] = MemoryCells()
    for observation, day in sorted(rows, key=lambda row: row[1]):
        learn("r", path_of(observation), observation.value, scale, day, cells)
    return cells


def test_nothing_is_surprising_to_somebody_without_a_history() -> None:
    p, e, counts = surprise_of(seen("v"), SCALE, MemoryCells(), 1)
    assert p == 1.0
    assert e == pytest.approx(1.0)
    assert [level.u for level in counts] == [1.0, 1.0, 1.0]


def test_a_new_value_multiplies_the_chance_of_something_new_at_each_level() -> None:
    cells = learnt([(seen("old"), day) for day in range(40)])
    p, _, counts = surprise_of(seen("v"), SCALE, cells, 40)
    assert len(counts) == 3
    assert p == pytest.approx(math.prod(level.u for level in counts))
    n, t = counts[0].n, counts[0].t
    assert counts[0].u == pytest.approx((1.0 + 0.5 * t) / (1.0 + n))


def test_a_known_value_stops_the_back_off_and_is_hardly_surprising() -> None:
    cells = learnt([(seen("old"), day) for day in range(40)])
    p, e, counts = surprise_of(seen("old"), SCALE, cells, 40)
    assert len(counts) == 1
    assert p > 0.9
    assert e == 0.0


def test_what_colleagues_know_is_less_surprising_than_what_nobody_knows() -> None:
    mine = [(seen("old"), day) for day in range(40)]
    theirs = [(seen("shared", f"mail:{i}@x.example"), day) for i in range(5) for day in range(40)]
    cells = learnt(mine + theirs)
    assert surprise_of(seen("shared"), SCALE, cells, 40)[0] > surprise_of(seen("never"), SCALE, cells, 40)[0]


def test_a_forgotten_value_becomes_surprising_again() -> None:
    cells = learnt([(seen("once"), 0)] + [(seen("old"), day) for day in range(200)])
    assert surprise_of(seen("once"), SCALE, cells, 1)[0] > surprise_of(seen("once"), SCALE, cells, 200)[0]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 60)), max_size=60), st.sampled_from("abcxyz"))
def test_p_is_a_probability_and_follows_from_the_stored_counts(rows: list[tuple[str, int]], value: str) -> None:
    for scale in (SCALE, HOURS):
        cells = learnt([(seen(v), day) for v, day in rows], scale)
        p, e, counts = surprise_of(seen(value), scale, cells, 61)
        assert 0.0 < p <= 1.0
        assert e >= 0.0
        assert recomputed(Surprise(seen(value), p, p, e, tuple(counts)), scale.kind) == pytest.approx(p, rel=1e-9)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 60)), min_size=1, max_size=60))
def test_predictive_probabilities_of_known_values_stay_within_one(rows: list[tuple[str, int]]) -> None:
    cells = learnt([(seen(v), day) for v, day in rows])
    assert sum(predictive(seen(v), SCALE, cells, 61) for v in "abcdef") <= 1.0 + 1e-9


def test_the_prequential_likelihood_beats_a_flat_guess() -> None:
    """Source: engine design, section 3: back-off predicts habits better than a uniform prior does."""
    cells: MemoryCells[str] = MemoryCells()
    bits = flat = 0.0
    for day in range(100):
        value = "abcab"[day % 5]
        bits -= math.log2(predictive(seen(value), SCALE, cells, day))
        flat -= math.log2(1 / 26)
        learn("r", path_of(seen(value)), value, SCALE, day, cells)
    assert bits < 0.6 * flat


def test_p_values_of_a_stationary_habit_are_not_too_small() -> None:
    """Among things drawn as always, few look rare: the share with p <= 0.05 is near 0.05 at most."""
    cells: MemoryCells[str] = MemoryCells()
    rare = total = 0
    state = 7
    for day in range(400):
        state = state * 1_103_515_245 + 12_345 & 0x7FFFFFFF
        value = str(int(20 * (state / 0x7FFFFFFF) ** 3))
        if day > 50:
            total += 1
            rare += surprise_of(seen(value), SCALE, cells, day)[0] <= 0.05
        learn("r", path_of(seen(value)), value, SCALE, day, cells)
    assert rare / total < 0.08


def test_an_ordered_domain_sums_exactly_the_values_that_are_as_rare() -> None:
    rows = [(seen("day"), day) for day in range(60)] + [(seen("night"), 59)]
    cells = learnt(rows, HOURS)
    p, _, counts = surprise_of(seen("night"), HOURS, cells, 60)
    night = 2 ** (-1 / 30)
    assert p == pytest.approx(counts[0].u + night / (1.0 + counts[0].n))


def test_a_rate_is_judged_by_its_own_days() -> None:
    cells: MemoryCells[str] = MemoryCells()
    for day in range(60):
        learn_rate("r", ("s", "org"), 2.0, RATE, day, cells)
    usual = rate_p(Observation("r", "s", "", amount=2.0), 0.0, RATE, cells, 60)
    blast = rate_p(Observation("r", "s", "", amount=2.0), 40.0, RATE, cells, 60)
    assert usual[0] > 0.3
    assert blast[0] < 1e-6
    surprise = Surprise(Observation("r", "s", "", amount=2.0), blast[0], blast[0], blast[1], tuple(blast[2]))
    assert recomputed(surprise, "rate") == pytest.approx(blast[0])


@pytest.mark.parametrize(("x", "expected"), [(0, 1.0), (1, 1 - math.exp(-1)), (2, 1 - 2 * math.exp(-1))])
def test_without_dispersion_the_tail_is_poisson(x: float, expected: float) -> None:
    assert tail_of_negative_binomial(x, 1.0, 1.0) == pytest.approx(expected)


def test_with_dispersion_the_tail_is_geometric_where_it_must_be() -> None:
    """Mean 1, variance 2 is a geometric distribution with success 1/2: P(X >= 3) = 1/8."""
    assert tail_of_negative_binomial(3, 1.0, 2.0) == pytest.approx(0.125)


@given(st.floats(0, 1e9), st.floats(0, 1e6), st.floats(0, 1e12))
def test_any_amount_has_a_tail(x: float, mean: float, variance: float) -> None:
    assert 0.0 < tail_of_negative_binomial(x, mean, variance) <= 1.0
