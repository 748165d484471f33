import subprocess
import sys
from pathlib import Path

import pytest

from firstsight.errors import ConfigError
from firstsight.pipeline import Engine
from firstsight.store.disk import DiskStore
from tests.mails import OWN, Says
from tests.streams import stream


def filled(folder: Path, days: int = 10) -> DiskStore:
    store = DiskStore(folder)
    engine = Engine(store, OWN, Says())
    engine.handle(list(stream(days)))
    engine.close_day()
    return store


def cells(store: DiskStore) -> dict[bytes, tuple[float, ...]]:
    return dict(store.snapshot.items())


def test_only_one_process_writes(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    code = f"from pathlib import Path; from firstsight.store.disk import DiskStore; DiskStore(Path({str(tmp_path)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "another process is writing to this store" in done.stderr
    store.close()


def test_a_folder_that_cannot_be_made_is_an_error_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="file: cannot be used as a store"):
        DiskStore(tmp_path / "file")


def test_a_lost_snapshot_is_made_again_from_the_ledger(tmp_path: Path) -> None:
    store = filled(tmp_path)
    before = cells(store)
    store.close()
    (tmp_path / "normal.lmdb").unlink()
    again = DiskStore(tmp_path)
    assert cells(again).keys() == before.keys()
    for key, cell in cells(again).items():
        assert cell == pytest.approx(before[key], rel=1e-12)
    again.close()


def test_an_older_snapshot_catches_up(tmp_path: Path) -> None:
    store = filled(tmp_path, days=6)
    store.close()
    old = (tmp_path / "normal.lmdb").read_bytes()
    store = DiskStore(tmp_path)
    engine = Engine(store, OWN, Says())
    engine.handle(list(stream(12)))
    engine.close_day()
    expected = cells(store)
    store.close()
    (tmp_path / "normal.lmdb").write_bytes(old)
    again = DiskStore(tmp_path)
    assert cells(again).keys() == expected.keys()
    for key, cell in cells(again).items():
        assert cell == pytest.approx(expected[key], rel=1e-12)
    again.close()


def test_rebuilding_gives_the_same_cells(tmp_path: Path) -> None:
    store = filled(tmp_path)
    before = cells(store)
    store.rebuild()
    assert cells(store) == {key: pytest.approx(cell, rel=1e-12) for key, cell in before.items()}
    store.close()
