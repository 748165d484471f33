import gzip
import json
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Judged
from tests.unit.cli.program import FIRSTSIGHT, run


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_every_message_is_a_line_and_the_report_is_written(judged: Judged) -> None:
    told = lines(judged.lines)
    assert len(told) == judged.mbox.read_bytes().count(b"\nFrom ") + 1
    assert len({line["id"] for line in told}) == len(told)
    assert [line["time"] for line in told] == sorted(str(line["time"]) for line in told)
    assert judged.report.read_text().startswith("<!DOCTYPE html>")
    assert f"{len(told):,} messages judged" in judged.said


def test_the_same_command_again_tells_the_same_and_judges_nothing(judged: Judged, tmp_path: Path) -> None:
    again = tmp_path / "again.jsonl"
    done = run("replay", judged.mbox, *judged.flags, "--store", judged.store, "--jsonl", again)
    assert done.returncode == 0
    assert again.read_bytes() == judged.lines.read_bytes()
    assert "0 messages judged" in done.stderr
    assert "judged in an earlier run" in done.stderr


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_stopped_run_goes_on_without_loss_or_double_counting(
    judged: Judged, tmp_path: Path, how: signal.Signals
) -> None:
    store, out = tmp_path / "store", tmp_path / "out.jsonl"
    command = [*FIRSTSIGHT, "replay", str(judged.mbox), *judged.flags, "--store", str(store), "--jsonl", str(out)]
    for number in range(3):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        wait_for_rows(store, 60 * (number + 1), process)
        process.send_signal(how)
        process.wait(timeout=60)
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == judged.lines.read_bytes()
    assert run("backfill", "--store", store, "--check").returncode == 0


def wait_for_rows(store: Path, octets: int, process: "subprocess.Popen[bytes]") -> None:
    """Until the log has grown, or the process has ended."""
    deadline = time.monotonic() + 60
    wal = store / "log.sqlite-wal"
    while time.monotonic() < deadline and process.poll() is None:
        if wal.exists() and wal.stat().st_size > octets * 1000:
            return
        time.sleep(0.01)


def test_a_full_disk_is_an_error_with_a_name_and_the_run_goes_on_later(judged: Judged, tmp_path: Path) -> None:
    store, out = tmp_path / "store", tmp_path / "out.jsonl"
    command = [*FIRSTSIGHT, "replay", str(judged.mbox), *judged.flags, "--store", str(store), "--jsonl", str(out)]

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    done = subprocess.run(command, capture_output=True, check=False, preexec_fn=small_disk)
    assert done.returncode == 75, done.stderr
    assert b"firstsight: " in done.stderr
    assert b"Traceback" not in done.stderr
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    assert out.read_bytes() == judged.lines.read_bytes()


def test_sources_of_every_kind_give_the_same_lines(judged: Judged, tmp_path: Path) -> None:
    zipped = tmp_path / "year.mbox.gz"
    zipped.write_bytes(gzip.compress(judged.mbox.read_bytes()))
    out = tmp_path / "out.jsonl"
    assert run("replay", zipped, *judged.flags, "--jsonl", out).returncode == 0
    assert out.read_bytes() == judged.lines.read_bytes()


def test_a_truncated_archive_names_file_and_offset_and_judges_the_rest(judged: Judged, tmp_path: Path) -> None:
    cut = tmp_path / "cut.mbox.gz"
    octets = gzip.compress(judged.mbox.read_bytes())
    cut.write_bytes(octets[: len(octets) // 2])
    done = run("replay", cut, *judged.flags, "--jsonl", tmp_path / "out.jsonl")
    assert done.returncode == 0
    assert "problem: " in done.stderr
    assert "cut.mbox.gz" in done.stderr
    assert "octet" in done.stderr
    assert 0 < len(lines(tmp_path / "out.jsonl")) < len(lines(judged.lines))


def test_one_message_on_standard_input_is_judged(tmp_path: Path) -> None:
    raw = b"From: Ben <ben@partner.example>\r\nTo: ana@corp.example\r\nSubject: Hi\r\n\r\nHello\r\n"
    out = tmp_path / "out.jsonl"
    done = run("replay", "-", "--org-domain", "corp.example", "--jsonl", out, stdin=raw)
    assert done.returncode == 0, done.stderr
    assert [line["direction"] for line in lines(out)] == ["inbound"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.mbox", "--org-domain", "corp.example"), "nowhere.mbox"),
        (("nowhere.mbox",), "organisation.domains: none is known"),
        (("nowhere.mbox", "--config", "nowhere.toml"), "nowhere.toml: cannot be read"),
    ],
)
def test_what_cannot_be_used_is_one_line_that_names_it(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("replay", *arguments, cwd=tmp_path)
    assert done.returncode == 78
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_folder_that_is_no_folder_cannot_be_a_store(judged: Judged, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("replay", judged.mbox, *judged.flags, "--store", tmp_path / "file")
    assert done.returncode == 78
    assert "file: cannot be used as a store" in done.stderr


def test_the_spool_is_gone_afterwards(judged: Judged, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(judged.store, store)
    run("replay", judged.mbox, *judged.flags, "--store", store)
    assert not (store / "spool").exists()
