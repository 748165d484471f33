import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.model import Block
from firstsight.surprise.cells import MemoryCells
from firstsight.surprise.fold import learn, learn_rate
from firstsight.surprise.normal import Scale
from firstsight.surprise.unlearn import unlearn, unlearn_rate

SCALE = Scale("r", Block.LINK)
Row = tuple[str, str, int]
ROWS = st.lists(
    st.tuples(st.sampled_from(["ana", "ben", "cem", "org"]), st.sampled_from("uv"), st.integers(0, 90)),
    min_size=1,
    max_size=30,
    unique=True,
)


def path(subject: str) -> tuple[str, ...]:
    return ("org",) if subject == "org" else (subject, "org") if subject == "cem" else (subject, "group:a", "org")


def folded(rows: list[Row]) -> MemoryCells[str]:
    cells: MemoryCells[str] = MemoryCells()
    for subject, value, day in sorted(rows, key=lambda row: row[2]):
        learn("r" if subject != "org" else "of-org", path(subject), value, SCALE, day, cells)
    return cells


def seen_on(cells: MemoryCells[str], day: int) -> dict[tuple[str, str, str | None], tuple[float, ...]]:
    out: dict[tuple[str, str, str | None], tuple[float, ...]] = {}
    for relation, context, value, cell in cells.items():
        faded = SCALE.decay(day - int(cell[-1]))
        numbers = [number * faded for number in cell[: 2 if value is None else 1]]
        out[relation, context, value] = (*numbers, *cell[2:3]) if value is None else tuple(numbers)
    return out


@given(ROWS, st.data())
def test_what_is_unlearnt_leaves_the_counts_as_if_it_had_never_been(rows: list[Row], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(rows), min_size=1))
    cells = folded(rows)
    for value in {row[1] for row in gone}:
        for relation, chosen in (("of-org", "org"), ("r", "")):
            before = [r for r in rows if r[1] == value and (r[0] == "org") == bool(chosen)]
            if not any(row in gone for row in before):
                continue
            after = [r for r in before if r not in gone]
            paths = [[(path(r[0]), r[2]) for r in side] for side in (before, after)]
            unlearn(relation, value, paths[0], paths[1], SCALE, cells)
    expected = seen_on(folded([row for row in rows if row not in gone]), 100)
    found = seen_on(cells, 100)
    assert found.keys() == expected.keys()
    for key, numbers in found.items():
        assert numbers == pytest.approx(expected[key], rel=1e-9, abs=1e-12), key


@given(st.lists(st.floats(1, 50), min_size=2, max_size=10), st.data())
def test_an_amount_can_be_changed_or_taken_away(amounts: list[float], data: st.DataObject) -> None:
    which = data.draw(st.integers(0, len(amounts) - 1))
    after = data.draw(st.one_of(st.none(), st.floats(1, 50)))
    cells: MemoryCells[str] = MemoryCells()
    expected: MemoryCells[str] = MemoryCells()
    for day, amount in enumerate(amounts):
        learn_rate("r", ("s", "org"), amount, SCALE, day, cells)
        kept = after if day == which else amount
        if kept is not None:
            learn_rate("r", ("s", "org"), kept, SCALE, day, expected)
    unlearn_rate("r", ("s", "org"), amounts[which], after, SCALE, which, cells)
    for context in ("s", "org"):
        mine, theirs = cells.context("r", context), expected.context("r", context)
        assert mine is not None
        assert theirs is not None
        faded = SCALE.decay(mine[3] - theirs[3])
        assert mine[:3] == pytest.approx([number * faded for number in theirs[:3]], rel=1e-9, abs=1e-9)


def test_the_only_amount_leaves_nothing() -> None:
    cells: MemoryCells[str] = MemoryCells()
    learn_rate("r", ("s", "org"), 3.0, SCALE, 5, cells)
    unlearn_rate("r", ("s", "org"), 3.0, None, SCALE, 5, cells)
    assert list(cells.items()) == []
