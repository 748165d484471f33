"""The laws of learning: thinning, order within a day, sums of decayed days, tables at the parent."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.model import Block
from firstsight.surprise.cells import MemoryCells
from firstsight.surprise.fold import learn, learn_rate
from firstsight.surprise.normal import ContextCell, Scale, ValueCell

SCALE = Scale("r", Block.LINK)
Path = tuple[str, ...]
ROWS = st.lists(
    st.tuples(st.sampled_from(["ana", "ben", "cem"]), st.sampled_from("uvw"), st.integers(0, 120)),
    min_size=1,
    max_size=40,
)


def path(subject: str) -> Path:
    return (subject, "group:a" if subject < "c" else "group:c", "org")


def folded(rows: list[tuple[str, str, int]]) -> MemoryCells[str]:
    cells: MemoryCells[str] = MemoryCells()
    for subject, value, day in rows:
        learn("r", path(subject), value, SCALE, day, cells)
    return cells


def snapshot(cells: MemoryCells[str]) -> dict[tuple[str, str, str | None], ContextCell | ValueCell]:
    return {(relation, context, value): cell for relation, context, value, cell in cells.items()}


def test_a_day_counts_once_however_often_it_is_seen() -> None:
    assert snapshot(folded([("ana", "v", 3)] * 5)) == snapshot(folded([("ana", "v", 3)]))


@given(ROWS)
def test_order_within_a_day_does_not_matter(rows: list[tuple[str, str, int]]) -> None:
    by_day = sorted(rows, key=lambda row: row[2])
    shuffled = sorted(rows, key=lambda row: (row[2], row[1], row[0]))
    one, other = snapshot(folded(by_day)), snapshot(folded(shuffled))
    assert one.keys() == other.keys()
    for key, cell in one.items():
        assert cell == pytest.approx(other[key], rel=1e-12)


@given(ROWS)
def test_a_leaf_holds_the_sum_of_its_decayed_days(rows: list[tuple[str, str, int]]) -> None:
    cells = folded(sorted(rows, key=lambda row: row[2]))
    for subject, value in {(row[0], row[1]) for row in rows}:
        days = {day for s, v, day in rows if (s, v) == (subject, value)}
        cell = cells.value("r", subject, value)
        assert cell is not None
        assert cell[1] == max(days)
        assert cell[0] == pytest.approx(sum(2 ** (-(cell[1] - day) / 30) for day in days))


@given(ROWS)
def test_the_parent_counts_how_many_children_know_a_value_recently(rows: list[tuple[str, str, int]]) -> None:
    cells = folded(sorted(rows, key=lambda row: row[2]))
    for value in {row[1] for row in rows}:
        for group, members in (("group:a", ("ana", "ben")), ("group:c", ("cem",))):
            known = [cell for m in members if (cell := cells.value("r", m, value))]
            parent = cells.value("r", group, value)
            assert (parent is None) == (not known)
            if parent:
                expected = sum(2 ** (-(parent[1] - last) / 30) for _, last in known)
                assert parent[0] == pytest.approx(expected)


@given(ROWS)
def test_a_context_is_the_sum_of_its_values(rows: list[tuple[str, str, int]]) -> None:
    cells = folded(sorted(rows, key=lambda row: row[2]))
    for context in ("ana", "ben", "cem", "group:a", "group:c", "org"):
        total = cells.context("r", context)
        values = list(cells.values("r", context))
        assert (total is None) == (not values)
        if total:
            n, t, k, day = total
            assert k == len(values)
            assert n == pytest.approx(sum(c * 2 ** (-(day - last) / 30) for c, last in values))
            assert t == pytest.approx(sum(2 ** (-(day - last) / 30) for _, last in values))


def test_amounts_become_moments_at_every_level() -> None:
    cells: MemoryCells[str] = MemoryCells()
    for day, amount in itertools.product((0, 30), (2.0,)):
        learn_rate("r", path("ana"), amount, SCALE, day, cells)
    for context in path("ana"):
        assert cells.context("r", context) == (1.5, 3.0, 6.0, 30)
