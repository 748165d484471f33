import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.errors import ConfigError
from firstsight.store.ledger import Names
from firstsight.store.snapshot import Snapshot, context_key, value_key

NAMES = Names(b"k" * 32)
NUMBER = st.integers(-(2**63), 2**63 - 1)


def opened(path: Path) -> Snapshot:
    return Snapshot(path / "normal.lmdb", NAMES)


@given(NUMBER, NUMBER, NUMBER)
def test_values_lie_beside_their_context(relation: int, context: int, value: int) -> None:
    assert value_key(relation, context, value)[:8] == context_key(relation, context)
    assert len(value_key(relation, context, value)) == 14


def test_what_is_written_is_read_by_name(tmp_path: Path) -> None:
    snapshot = opened(tmp_path)
    r, c, v = (NAMES.number(name) for name in ("r", "c", "v"))
    with snapshot.write(7) as cells:
        cells.write(r, c, v, (1.5, 2.5, 3.0, 7), (1.0, 7))
        assert cells.read(r, c, v) == ((1.5, 2.5, 3.0, 7), (1.0, 7))
    view = snapshot.view()
    assert view.read("r", "c", "v") == ((1.5, 2.5, 3.0, 7), (1.0, 7))
    assert view.context("r", "c") == (1.5, 2.5, 3.0, 7)
    assert view.value("r", "c", "v") == (1.0, 7)
    assert list(view.values("r", "c")) == [(1.0, 7)]
    assert view.read("r", "other", "v") == (None, None)
    assert snapshot.folded == 7
    assert len(list(snapshot.items())) == 2
    view.close()
    snapshot.close()


def test_a_view_does_not_change_while_it_is_held(tmp_path: Path) -> None:
    snapshot = opened(tmp_path)
    before = snapshot.view()
    with snapshot.write(1) as cells:
        cells.write(NAMES.number("r"), NAMES.number("c"), NAMES.number("v"), (1.0, 1.0, 1.0, 1), (1.0, 1))
    assert before.context("r", "c") is None
    before.close()
    after = snapshot.view()
    assert after.context("r", "c") is not None
    after.close()
    snapshot.close()


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    snapshot = opened(tmp_path)

    def half_done() -> None:
        with snapshot.write(1) as cells:
            cells.put_context(1, 2, (1.0, 1.0, 1.0, 1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    assert snapshot.folded is None
    assert list(snapshot.items()) == []
    snapshot.close()


def test_dropped_cells_are_gone(tmp_path: Path) -> None:
    snapshot = opened(tmp_path)
    with snapshot.write(1) as cells:
        cells.write(1, 2, 3, (1.0, 1.0, 1.0, 1), (1.0, 1))
    with snapshot.write(2) as cells:
        cells.drop_value(1, 2, 3)
        cells.drop_context(1, 2)
        assert cells.read(1, 2, 3) == (None, None)
    assert list(snapshot.items()) == []
    snapshot.close()


def test_replacing_puts_exactly_the_given_cells(tmp_path: Path) -> None:
    snapshot = opened(tmp_path)
    with snapshot.write(1) as cells:
        cells.write(1, 2, 3, (1.0, 1.0, 1.0, 1), (1.0, 1))
        cells.write(1, 9, 3, (1.0, 1.0, 1.0, 1), (1.0, 1))
    other = Snapshot(tmp_path / "other.lmdb", NAMES)
    raw = [(key, cell) for key, cell in snapshot.items() if key.startswith(context_key(1, 2))]
    with other.write(4) as cells:
        cells.write(5, 5, 5, (1.0, 1.0, 1.0, 1), (1.0, 1))
    packed = [(k, struct.pack("<dddH" if len(c) == 4 else "<dH", *c)) for k, c in raw]
    other.replace(packed, 8)
    assert list(other.items()) == raw
    assert other.folded == 8
    snapshot.close()
    other.close()


def test_a_file_that_is_no_snapshot_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "normal.lmdb").write_bytes(b"no snapshot" * 1000)
    with pytest.raises(ConfigError, match=r"normal\.lmdb: the snapshot cannot be opened"):
        opened(tmp_path)


def test_a_cell_takes_less_than_64_octets(tmp_path: Path) -> None:
    snapshot = opened(tmp_path)
    with snapshot.write(1) as cells:
        for i in range(30_000):
            cells.write(
                NAMES.number("r"), NAMES.number(str(i % 3000)), NAMES.number(f"v{i}"), (1.0, 1.0, 1.0, 1), (1.0, 1)
            )
    octets, count = snapshot.octets()
    assert count == 33_000
    assert octets / count < 64
    snapshot.close()
