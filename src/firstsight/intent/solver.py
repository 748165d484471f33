"""Logistic regression, binary or multinomial, over sparse rows: L-BFGS in numpy, the same numbers every time.

Source: Nocedal and Wright, Numerical Optimization (2006), algorithm 7.4 and section 3.1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from firstsight.intent.hashing import Floats, Ints

Array = NDArray[np.float64]
MEMORY: Final = 10
"""Pairs kept by L-BFGS; 3 to 20 are usual (Nocedal and Wright, 7.2)."""
_ARMIJO: Final = 1e-4
_CHUNK: Final = 1 << 20
"""Non-zeros multiplied at a time, a bound on memory."""


class _Half(Struct, frozen=True):
    """Rows of numbers: those of row i are values[starts[i]:starts[i + 1]], standing in column index[...]."""

    starts: NDArray[np.int64]
    index: NDArray[np.int64]
    values: Floats

    def times(self, dense: Array) -> Array:
        """The product with a dense matrix, (rows, columns of `dense`)."""
        out = np.zeros((dense.shape[1], len(self.starts) - 1))
        columns = np.ascontiguousarray(dense.T)
        filled = np.flatnonzero(np.diff(self.starts))
        stops = self.starts[filled + 1]
        first = 0
        while first < len(filled):
            begin = self.starts[filled[first]]
            last = max(int(np.searchsorted(stops, begin + _CHUNK, side="right")), first + 1)
            end = stops[last - 1]
            rows = filled[first:last]
            for column, into in zip(columns, out, strict=True):
                product = column.take(self.index[begin:end])
                product *= self.values[begin:end]
                into[rows] = np.add.reduceat(product, self.starts[rows] - begin)
            first = last
        return out.T


class Matrix:
    """A sparse matrix of documents by features, kept by rows and by columns. Only used columns are stored."""

    def __init__(self, rows: Sequence[tuple[Ints, Floats]], fewest: int = 1) -> None:
        """`fewest` is the number of rows that a column must occur in."""
        index = np.concatenate([row[0] for row in rows]).astype(np.int64)
        values = np.concatenate([row[1] for row in rows])
        owner = np.repeat(np.arange(len(rows)), [len(row[0]) for row in rows])
        found, place, count = np.unique(index, return_inverse=True, return_counts=True)
        used = count >= fewest
        keep = used[place]
        self.columns = found[used]
        """The feature number of each stored column, ascending."""
        index = (np.cumsum(used) - 1)[place][keep]
        values, owner = values[keep], owner[keep]
        self.by_row = _Half(_starts(owner, len(rows)), index, values)
        order = np.argsort(index, kind="stable")
        self.by_column = _Half(_starts(index[order], len(self.columns)), owner[order], values[order])


def _starts(ascending: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    return np.searchsorted(ascending, np.arange(count + 1)).astype(np.int64)


def minimise(
    function: Callable[[Array], tuple[float, Array]], start: Array, rounds: int, tolerance: float = 1e-5
) -> Array:
    """Where `function` (value and gradient) is least: L-BFGS until the gradient shrank by `tolerance`."""
    at, (value, slope) = start, function(start)
    goal = tolerance * max(1.0, float(np.abs(slope).max()))
    pairs: list[tuple[Array, Array, float]] = []
    for _ in range(rounds):
        if np.abs(slope).max() <= goal:
            break
        direction = -_bent(slope, pairs)
        descent = float((direction * slope).sum())
        step = 1.0 if pairs else 1.0 / max(1.0, float(np.sqrt((slope * slope).sum())))
        while True:
            new = at + step * direction
            new_value, new_slope = function(new)
            if new_value <= value + _ARMIJO * step * descent:
                break
            step /= 2
            if step < 1e-12:
                return at
        moved, turned = new - at, new_slope - slope
        curvature = float((moved * turned).sum())
        if curvature > 0:
            pairs = [*pairs[-MEMORY + 1 :], (moved, turned, curvature)]
        at, value, slope = new, new_value, new_slope
    return at


def _bent(slope: Array, pairs: list[tuple[Array, Array, float]]) -> Array:
    """The two-loop recursion: the gradient times the approximate inverse Hessian."""
    out = slope.copy()
    taken = []
    for moved, turned, curvature in reversed(pairs):
        weight = float((moved * out).sum()) / curvature
        out -= weight * turned
        taken.append(weight)
    if pairs:
        _, turned, curvature = pairs[-1]
        out *= curvature / float((turned * turned).sum())
    for (moved, turned, curvature), weight in zip(pairs, reversed(taken), strict=True):
        out += (weight - float((turned * out).sum()) / curvature) * moved
    return out


def softmax(scores: Array) -> Array:
    """Rows of probabilities."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    out: Array = powers / powers.sum(axis=1, keepdims=True)
    return out


def fit(matrix: Matrix, target: Array, weight: Array, cost: float, rounds: int = 60) -> tuple[Array, Array]:
    """Coefficients (features, k) and biases (k,) where the penalised loss is least.

    The loss is the weighted log-loss times `cost` plus half the squared norm of the coefficients. `target` is
    (documents, k): one column of 0 and 1 for the binary model, else one column for each class. The biases carry no
    penalty.
    """
    shape = (len(matrix.columns), target.shape[1])

    def loss(flat: Array) -> tuple[float, Array]:
        coefficients, bias = flat[: -shape[1]].reshape(shape), flat[-shape[1] :]
        scores = matrix.by_row.times(coefficients) + bias
        if shape[1] == 1:
            signed = np.where(target > 0, scores, -scores)
            lost = np.logaddexp(0.0, -signed)[:, 0]
            residual = 1.0 / (1.0 + np.exp(-np.clip(scores, -500, 500))) - target
        else:
            chance = softmax(scores)
            lost = -np.log(np.maximum((chance * target).sum(axis=1), 1e-300))
            residual = chance - target
        residual = residual * (cost * weight)[:, None]
        slope = np.concatenate(((matrix.by_column.times(residual) + coefficients).ravel(), residual.sum(axis=0)))
        return cost * float((weight * lost).sum()) + 0.5 * float((coefficients**2).sum()), slope

    flat = minimise(loss, np.zeros(shape[0] * shape[1] + shape[1]), rounds)
    return flat[: -shape[1]].reshape(shape), flat[-shape[1] :]
