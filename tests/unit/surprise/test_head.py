import random

import pytest

from firstsight.surprise.head import ENOUGH_LABELS, Head, fit

PRIOR = Head(-4.0, (0.5, 0.5, 0.5))


def labelled(n: int, seed: int = 1) -> tuple[list[list[float]], list[bool]]:
    """Malice follows the first block alone."""
    chance = random.Random(seed)
    rows = [[chance.expovariate(0.5), chance.expovariate(0.5), chance.expovariate(0.5)] for _ in range(n)]
    return rows, [row[0] > 3.0 for row in rows]


def test_few_labels_change_nothing() -> None:
    rows, labels = labelled(ENOUGH_LABELS - 1)
    assert fit(rows, labels, PRIOR) is PRIOR


def test_labels_move_weight_to_the_block_that_tells() -> None:
    head = fit(*labelled(400), PRIOR)
    assert head.weights[0] > 2 * max(head.weights[1:])


def test_weights_are_never_negative() -> None:
    rows, labels = labelled(400)
    head = fit(rows, [not label for label in labels], PRIOR)
    assert min(head.weights) == 0.0
    assert head.odds((9.0, 0.0, 0.0)) >= head.odds((0.0, 0.0, 0.0))


def test_the_prior_holds_where_labels_say_nothing() -> None:
    rows = [[0.0, 0.0, 0.0]] * 100
    head = fit(rows, [False] * 100, PRIOR)
    assert head.weights == pytest.approx(PRIOR.weights)
