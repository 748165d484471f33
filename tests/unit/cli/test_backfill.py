import shutil
from pathlib import Path

from tests.unit.cli.conftest import Judged
from tests.unit.cli.program import run


def test_the_ledger_gives_the_snapshot_that_is_there(judged: Judged) -> None:
    done = run("backfill", "--store", judged.store, "--check")
    assert done.returncode == 0
    assert "0 only in the snapshot, 0 only in the ledger" in done.stdout


def test_a_snapshot_is_written_anew(judged: Judged, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(judged.store, store)
    done = run("backfill", "--store", store)
    assert done.returncode == 0
    octets = int(done.stdout.split(" cells, ")[1].split()[0])
    assert octets < 64
    assert run("backfill", "--store", store, "--check").returncode == 0


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("backfill", "--store", tmp_path / "none")
    assert done.returncode == 78
    assert "none: there is no store here" in done.stderr
