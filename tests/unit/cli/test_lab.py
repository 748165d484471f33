import json
from pathlib import Path

import pytest

from firstsight.lab.world import build
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


def test_an_archive_is_judged_where_there_are_no_verdicts(judged: Judged) -> None:
    """The figures are those of its replay."""
    told = run("lab", "quality", "--verdicts", judged.lines, "--labels", labels(judged))
    now = run("lab", "quality", judged.mbox, *judged.flags, "--labels", labels(judged))
    assert now.returncode == 0, now.stderr
    assert now.stdout == told.stdout


def test_first_encounters_are_told(tmp_path: Path, judged: Judged) -> None:
    (tmp_path / "l.csv").write_text(
        "id,kind,campaign_id\n" + "".join(f"{line['id']},attack,c\n" for line in told_lines(judged)[:5])
    )
    flags = ("--verdicts", judged.lines, "--labels", tmp_path / "l.csv")
    page = tmp_path / "lab.html"
    done = run("lab", "first-encounter", *flags, "--lead-hours", "2", "--html", page)
    assert done.returncode == 0, done.stderr
    assert "1 campaign, 5 messages" in done.stdout
    assert "came 2 h before" in done.stdout
    assert "gateway, reports" in done.stdout
    assert page.read_text().startswith("<!DOCTYPE html>")


def told_lines(judged: Judged) -> list[dict[str, str]]:
    return [json.loads(line) for line in judged.lines.read_bytes().splitlines()]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--labels", "l.csv"), "neither an archive nor --verdicts"),
        (("a.mbox", "--labels", "l.csv"), "organisation.domains: none is known"),
        (("a.mbox", "--labels", "l.csv", "--verdicts", "l.csv"), "not both"),
    ],
)
def test_one_source_is_needed(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "l.csv").write_bytes(b"id,kind\nm1,ham\n")
    done = run("lab", "first-encounter", *arguments, cwd=tmp_path)
    assert done.returncode == 78
    assert said in done.stderr


def test_a_probability_is_one() -> None:
    done = run("lab", "first-encounter", "--labels", "l.csv", "--coverage", "3")
    assert done.returncode != 0
    assert "--coverage" in done.stderr + done.stdout


def test_attacks_are_written_into_an_archive(tmp_path: Path) -> None:
    world = build(4, tmp_path, people=8, days=90)
    flags = ("--org-domain", world.org_domain, "--envelope-header", world.envelope_header, "--labels", world.labels)
    out, page = tmp_path / "attacks.mbox", tmp_path / "lab.html"
    done = run("lab", "inject", world.mbox, *flags, "--a-week", "15", "--out", out, "--html", page)
    assert done.returncode == 0, done.stderr
    assert "with attacks in it" in done.stdout
    assert out.read_text().startswith("From ")
    assert page.read_text().startswith("<!DOCTYPE html>")


def test_a_family_that_is_none_is_named(tmp_path: Path) -> None:
    done = run("lab", "inject", "a.mbox", "--org-domain", "corp.example", "--family", "spam", cwd=tmp_path)
    assert done.returncode == 78
    assert "--family spam: none of thread_hijack" in done.stderr


def test_a_scenario_is_tried() -> None:
    done = run("lab", "stress", "--scenario", "beginning", "--people", "8", "--days", "100", "--turns", "1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("beginning: a new installation")


def test_a_scenario_that_is_none_is_named() -> None:
    done = run("lab", "stress", "--scenario", "flood")
    assert done.returncode == 78
    assert "--scenario flood: none of poisoning" in done.stderr
