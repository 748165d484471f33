from pathlib import Path

import pytest

from tests.unit.cli.conftest import Judged
from tests.unit.cli.program import run


def labels(judged: Judged) -> Path:
    return judged.mbox.parent / "labels.csv"


def test_quality_is_told_of_an_earlier_replay(judged: Judged) -> None:
    done = run("lab", "quality", "--verdicts", judged.lines, "--labels", labels(judged))
    assert done.returncode == 0, done.stderr
    assert "0 attacks" in done.stdout
    assert "any action on ham" in done.stdout


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--verdicts", "nowhere.jsonl", "--labels", "l.csv"), "nowhere.jsonl: cannot be read"),
        (("--verdicts", "v.jsonl", "--labels", "nowhere.csv"), "nowhere.csv: cannot be read"),
        (("--verdicts", "v.jsonl", "--labels", "latin.csv"), "latin.csv: not UTF-8"),
        (("--verdicts", "l.csv", "--labels", "l.csv"), "l.csv:1: not a verdict"),
        (("--verdicts", "v.jsonl", "--labels", "l.csv", "--from", "soon"), "--from soon: not a date"),
    ],
)
def test_what_cannot_be_used_is_one_line_that_names_it(tmp_path: Path, flags: tuple[str, ...], said: str) -> None:
    (tmp_path / "v.jsonl").write_bytes(b"")
    (tmp_path / "l.csv").write_bytes(b"id,kind\nm1,ham\n")
    (tmp_path / "latin.csv").write_bytes(b"id,kind\nm\xe4,ham\n")
    done = run("lab", "quality", *flags, cwd=tmp_path)
    assert done.returncode == 78
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
