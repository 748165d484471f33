import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.model import Block, Observation, Surprise
from firstsight.surprise.calibrate import Calibration
from firstsight.surprise.combine import LENSES, TAUGHT_ZERO, event_p, fisher, harmonic, lenses
from firstsight.surprise.head import Head
from firstsight.surprise.normal import Scale


def surprise(p: float, block: Block) -> Surprise:
    return Surprise(Observation(block.value, "s", "v"), p, p, 1.0, ())


def look(*given_: tuple[Block, float]) -> dict[str, float]:
    scales = {block.value: Scale(block.value, block) for block in Block}
    values = lenses([surprise(p, block) for block, p in given_], scales)
    return dict(zip(LENSES, values, strict=True))


def test_the_sparse_lens_finds_one_loud_relation_among_many_quiet_ones() -> None:
    quiet = [(Block.TIME, 0.8)] * 20
    assert look(*quiet, (Block.LINK, 1e-6))["sparse"] > look(*quiet)["sparse"] + 5


def test_the_dense_lens_finds_many_weak_ones_in_different_blocks() -> None:
    weak = look(*[(block, 0.03) for block in Block])
    loud = look((Block.LINK, 0.03), *[(block, 0.8) for block in Block if block is not Block.LINK])
    assert weak["dense"] > loud["dense"] + 5


def test_ten_relations_of_one_block_are_not_ten_witnesses() -> None:
    assert look(*[(Block.LINK, 0.03)] * 10)["dense"] == pytest.approx(look((Block.LINK, 0.03))["dense"])


def test_the_meeting_lens_wants_both_who_and_what() -> None:
    assert look((Block.IDENTITY, 1e-4), (Block.LINK, 1.0))["meeting"] == 0.0
    assert look((Block.IDENTITY, 1e-4), (Block.LINK, 1e-3))["meeting"] == pytest.approx(2 * math.log(1e3))


def test_fisher_is_the_tail_of_chi_square() -> None:
    """k = 3, sum = 6.3: chi-square of 12.592 with 6 degrees is the tabulated 0.05."""
    assert math.exp(-fisher([2.1, 2.1, 2.096])) == pytest.approx(0.05, abs=1e-4)


@given(st.lists(st.floats(1e-9, 1.0), min_size=1, max_size=30))
def test_the_harmonic_mean_lies_between_the_extremes(ps: list[float]) -> None:
    assert min(ps) * 0.999 <= harmonic([(p, 1.0) for p in ps]) <= max(ps) * 1.001


@given(st.lists(st.tuples(st.sampled_from(Block), st.floats(1e-9, 1.0)), min_size=1, max_size=20))
def test_less_surprise_anywhere_never_raises_a_lens(given_: list[tuple[Block, float]]) -> None:
    before = look(*given_)
    after = look(*[(block, min(1.0, 2 * p)) for block, p in given_])
    assert all(after[name] <= before[name] + 1e-9 for name in LENSES)


def test_the_taught_lens_follows_its_head_and_is_silent_without_one() -> None:
    scales = {"link": Scale("link", Block.LINK)}
    head = Head(-5.0, tuple(2.0 if block is Block.LINK else 0.0 for block in Block))
    seen = [surprise(math.exp(-3.0), Block.LINK)]
    assert lenses(seen, scales)[-1] == 0.0
    assert lenses(seen, scales, head)[-1] == pytest.approx(-5.0 + 2.0 * 3.0 + TAUGHT_ZERO)


def test_without_observations_nothing_is_surprising() -> None:
    assert lenses([], {}) == (0.0, 0.0, 0.0, 0.0)
    assert event_p((0.0, 0.0, 0.0, 0.0), "inbound", Calibration())[1] == 1.0


def test_the_event_is_as_surprising_as_its_best_ranked_lens() -> None:
    raw, p = event_p((math.log(20), 0.0, math.log(1e3), 0.0), "inbound", Calibration())
    assert raw == pytest.approx(math.log(1e3))
    assert p == pytest.approx(1e-3)
