import json
import shutil
from pathlib import Path

from tests.unit.cli.conftest import Judged
from tests.unit.cli.program import run


def test_reporting_takes_back_and_releasing_teaches_again(judged: Judged, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(judged.store, store)
    told = [json.loads(line) for line in judged.lines.read_bytes().splitlines()]
    message = next(line["id"] for line in told if line["action"] == "none")
    said = [run(what, message, "--store", store).stdout for what in ("report", "report", "release", "release")]
    assert [line.partition(": ")[2].strip() for line in said] == [
        "reported, and unlearnt",
        "had taught nothing",
        "released, and learnt from",
        "had taught already",
    ]


def test_a_message_that_is_not_there_is_an_error(judged: Judged) -> None:
    assert run("release", "nobody@nowhere", "--store", judged.store).returncode == 78
