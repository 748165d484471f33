from firstsight.surprise.cells import MemoryCells


def test_what_is_put_is_read_and_what_is_dropped_is_gone() -> None:
    cells: MemoryCells[str] = MemoryCells()
    cells.put_context("r", "c", (1.0, 1.0, 1.0, 5))
    cells.put_value("r", "c", "v", (1.0, 5))
    assert cells.context("r", "c") == (1.0, 1.0, 1.0, 5)
    assert cells.value("r", "c", "v") == (1.0, 5)
    assert list(cells.values("r", "c")) == [(1.0, 5)]
    assert len(list(cells.items())) == 2
    cells.drop_value("r", "c", "v")
    cells.drop_context("r", "c")
    assert cells.context("r", "c") is None
    assert cells.value("r", "c", "v") is None
    assert list(cells.items()) == []


def test_contexts_of_two_relations_do_not_mix() -> None:
    cells: MemoryCells[str] = MemoryCells()
    cells.put_value("r", "c", "v", (1.0, 5))
    assert cells.value("s", "c", "v") is None


def test_values_are_named_from_a_day_on() -> None:
    cells: MemoryCells[str] = MemoryCells()
    cells.put_value("r", "c", "old", (1.0, 4))
    cells.put_value("r", "c", "new", (2.0, 5))
    cells.put_value("r", "d", "other", (1.0, 9))
    assert dict(cells.named("r", "c", 5)) == {"new": (2.0, 5)}
    assert dict(cells.named("r", "c", 0)) == {"old": (1.0, 4), "new": (2.0, 5)}
    assert not [*cells.named("s", "c", 0)]
