import random

import numpy as np
import pytest

from firstsight.analytics.refit import Lesson, bits, refit
from firstsight.model import Block, Observation
from firstsight.surprise.cells import MemoryCells
from firstsight.surprise.fold import learn
from firstsight.surprise.normal import Scale
from firstsight.surprise.score import PARAMETERS, PRIOR_P, predictive

SCALE = Scale("r", Block.LINK)


def habits(days: int, newness: float, seed: int = 1) -> list[Lesson]:
    """Three people who mostly repeat themselves and now and then do something new."""
    chance, fresh = random.Random(seed), iter(range(1000, 10**6))
    return [
        (1, (person, 99), next(fresh) if chance.random() < newness else chance.choice((10, 11, 12)), SCALE, day)
        for day in range(days)
        for person in (1, 2, 3)
    ]


def test_bits_are_those_of_the_engines_own_prediction() -> None:
    cells: MemoryCells[str] = MemoryCells()
    for day in range(20):
        learn("r", ("s", "org"), "abc"[day % 3], SCALE, day, cells)
    rows, expected = [], []
    for value in ("a", "never"):
        expected.append(-np.log2(predictive(Observation("r", "s", value), SCALE, cells, 20)))
        row: list[float] = []
        for context in ("s", "org"):
            total, seen = cells.read("r", context, value)
            assert total is not None
            tau = SCALE.decay(20 - seen[1]) if seen else 0.0
            faded = SCALE.decay(20 - total[3])
            row += [seen[0] * tau if seen else 0.0, tau, total[0] * faded, total[1] * faded]
        rows.append(row)
    assert bits(np.array(rows), PARAMETERS[2]) == pytest.approx(np.mean(expected))


def test_the_best_numbers_are_never_worse_than_those_in_use() -> None:
    (fit,) = refit(habits(60, 0.2))
    assert (fit.levels, fit.events) == (2, 180)
    assert fit.best_bits <= fit.bits < -np.log2(PRIOR_P)


def test_people_who_do_new_things_get_a_larger_discount_or_concentration() -> None:
    (steady,), (restless,) = refit(habits(80, 0.02)), refit(habits(80, 0.6))
    assert sum(restless.best[0]) > sum(steady.best[0])


def test_no_rows_no_fit() -> None:
    assert refit([]) == []
