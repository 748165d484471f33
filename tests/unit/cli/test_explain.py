import json

from tests.unit.cli.conftest import Judged
from tests.unit.cli.program import run


def test_a_verdict_is_told_from_its_counts_and_checked(judged: Judged) -> None:
    line = json.loads(judged.lines.read_bytes().splitlines()[-1])
    done = run("explain", line["id"], "--store", judged.store, "--all")
    assert done.returncode == 0, done.stderr
    assert line["reason"] in done.stdout.replace("\n", " ")
    assert "N = " in done.stdout or "weight" in done.stdout
    assert "p-values and the sum of the terms follow from what is shown" in done.stdout


def test_an_id_that_was_never_judged_is_an_error(judged: Judged) -> None:
    done = run("explain", "nobody@nowhere", "--store", judged.store)
    assert done.returncode == 78
    assert "no message with this id was judged here" in done.stderr
