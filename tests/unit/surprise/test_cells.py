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
