"""The solver against plain algebra and against problems whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.intent.hashing import Floats, Ints
from firstsight.intent.solver import Array, Matrix, fit, minimise, softmax


def row(*pairs: tuple[int, float]) -> tuple[Ints, Floats]:
    return np.array([p[0] for p in pairs], dtype=np.uint32), np.array([p[1] for p in pairs], dtype=np.float32)


ROWS = st.lists(
    st.dictionaries(st.integers(0, 9), st.floats(0.5, 2, width=32), max_size=6).map(lambda d: row(*sorted(d.items()))),
    min_size=1,
    max_size=8,
)


def dense(rows: list[tuple[Ints, Floats]]) -> Array:
    out = np.zeros((len(rows), 10))
    for number, (index, values) in enumerate(rows):
        out[number, index] = values
    return out


@given(ROWS)
def test_products_are_those_of_the_dense_matrix(rows: list[tuple[Ints, Floats]]) -> None:
    matrix, plain = Matrix(rows), dense(rows)
    columns = plain[:, matrix.columns]
    right = np.arange(len(matrix.columns) * 2, dtype=float).reshape(-1, 2)
    left = np.arange(len(rows) * 2, dtype=float).reshape(-1, 2)
    np.testing.assert_allclose(matrix.by_row.times(right), columns @ right, rtol=1e-6)
    np.testing.assert_allclose(matrix.by_column.times(left), columns.T @ left, rtol=1e-6)


def test_columns_of_too_few_rows_are_left_out() -> None:
    matrix = Matrix([row((1, 1.0), (7, 1.0)), row((7, 1.0))], fewest=2)
    assert matrix.columns.tolist() == [7]


def test_the_least_of_a_bowl_is_found() -> None:
    centre, scale = np.array([1.0, -2.0, 3.0]), np.array([1.0, 10.0, 100.0])
    found = minimise(
        lambda at: (float((scale * (at - centre) ** 2).sum()), 2 * scale * (at - centre)), np.zeros(3), 100
    )
    np.testing.assert_allclose(found, centre, atol=1e-3)


def test_a_separable_set_is_separated() -> None:
    rows = [row((0, 1.0), (2, 0.5)), row((0, 0.7)), row((1, 1.0)), row((1, 0.6), (2, 0.5))]
    target = np.array([[1.0], [1.0], [0.0], [0.0]])
    matrix = Matrix(rows)
    coefficients, bias = fit(matrix, target, np.ones(4), 100.0)
    assert ((matrix.by_row.times(coefficients) + bias > 0) == (target > 0)).all()


def test_the_slope_at_the_optimum_is_zero() -> None:
    rows = [row((0, 1.0)), row((0, 1.0), (1, 1.0)), row((1, 1.0)), row((0, 0.5))]
    target, weight, cost = np.array([[1.0], [1.0], [0.0], [0.0]]), np.array([1.0, 2.0, 1.0, 1.0]), 5.0
    matrix = Matrix(rows)
    coefficients, bias = fit(matrix, target, weight, cost, rounds=200)
    chance = 1 / (1 + np.exp(-(matrix.by_row.times(coefficients) + bias)))
    slope = matrix.by_column.times((chance - target) * weight[:, None] * cost) + coefficients
    np.testing.assert_allclose(slope, 0, atol=1e-3)


def test_classes_are_told_apart() -> None:
    rows = [row((kind, 1.0), (5, 0.3)) for kind in (0, 1, 2, 0, 1, 2)]
    matrix = Matrix(rows)
    coefficients, bias = fit(matrix, np.eye(3)[[0, 1, 2, 0, 1, 2]], np.ones(6), 50.0)
    chance = softmax(matrix.by_row.times(coefficients) + bias)
    assert chance.argmax(axis=1).tolist() == [0, 1, 2, 0, 1, 2]
    assert chance.sum(axis=1) == pytest.approx(np.ones(6))


def test_fitting_twice_gives_the_same_bits() -> None:
    rows = [row((i % 4, 1.0), (4 + i % 3, 0.5)) for i in range(40)]
    target = np.array([[float(i % 4 == 0)] for i in range(40)])
    one, other = (fit(Matrix(rows), target, np.ones(40), 3.0) for _ in range(2))
    assert one[0].tobytes() == other[0].tobytes()
    assert one[1].tobytes() == other[1].tobytes()
