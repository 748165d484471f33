from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec import Struct

from firstsight.mail.unwrap import REDIRECTORS
from tests.conftest import ROOT
from tests.mails import START
from tests.unit.cli.program import run

DAYS = 12
FIRST = "2024-10-04"
FLAGS = ("--org-domain", "corp.example", "--id-header", "X-Id", "--quiet")

PLAIN = 'Thank you for yesterday. <a href="https://www.shop.example/">The minutes</a> are there.'
"""Ordinary mail, which teaches where links lead; that with the links of all gateways is locked and teaches nothing."""

VECTORS: list[dict[str, Any]] = [
    vector
    for path in sorted((ROOT / "tests" / "corpus" / "links").glob("*.toml"))
    for vector in tomllib.loads(path.read_text(encoding="utf-8"))["link"]
]
"""Links of every gateway and redirector, as they wrap them; some are no gateway's."""


def gateway(vector: dict[str, Any]) -> str:
    """The outermost gateway of a link, "" where none rewrote it."""
    return next((layer for layer in vector.get("layers", []) if layer not in REDIRECTORS), "")


class Made(Struct, frozen=True):
    """An archive in which the links of the vectors come every day, and one from nowhere on the last."""

    mbox: Path
    rewritten: int
    redirected: int


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    mbox = tmp_path_factory.mktemp("audit") / "year.mbox"
    urls = [vector["wrapped"] for vector in VECTORS if "\n" not in vector["wrapped"]]
    anchors = "".join(f'<p><a href="{url.replace(chr(34), "%22")}">here</a></p>' for url in dict.fromkeys(urls))
    with mbox.open("w", encoding="utf-8") as out:
        for day in range(DAYS):
            out.write(mail(day, anchors))
            out.write(mail(day, PLAIN, minute=1))
        new = "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fnew.example%2F&data=05%7C02%7Cana%40corp.example%7C0a"
        out.write(mail(DAYS - 1, f'<a href="{new}">there</a>', minute=5))
    kept = [vector for vector in VECTORS if vector["wrapped"] in set(urls)]
    return Made(
        mbox,
        rewritten=DAYS * len({v["wrapped"] for v in kept if gateway(v)}) + 1,
        redirected=DAYS * len({v["wrapped"] for v in kept if v.get("layers") and not gateway(v)}),
    )


def mail(day: int, body: str, minute: int = 0) -> str:
    when = datetime.fromtimestamp(START + day * 86_400 + minute * 60, UTC)
    return (
        f"From ben@partner.example {when:%a %b %d %H:%M:%S %Y}\n"
        f"From: Ben <ben@partner.example>\nTo: ana@corp.example\nSubject: Day {day}\nX-Id: {day}.{minute}\n"
        f"Message-ID: <{day}.{minute}@partner.example>\nDate: {when:%a, %d %b %Y %H:%M:%S} +0000\n"
        f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><body>{body}</body></html>\n\n"
    )


def audited(made: Made, tmp_path: Path, *flags: object) -> tuple[dict[str, Any], str]:
    done = run("audit", "links", made.mbox, *FLAGS, "--json", tmp_path / "a.json", *flags)
    assert done.returncode == 0, done.stderr
    return json.loads((tmp_path / "a.json").read_text()), done.stdout


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_every_gateway_of_the_corpus_is_counted(made: Made, tmp_path: Path) -> None:
    whole, said = audited(made, tmp_path, "--list", tmp_path / "l.jsonl", "--picture", tmp_path / "p.svg")
    assert (whole["messages"], whole["messages_rewritten"]) == (2 * DAYS + 1, DAYS + 1)
    assert (whole["rewritten"], whole["redirected"]) == (made.rewritten, made.redirected)
    assert {row["gateway"] for row in whole["gateways"]} == {gateway(vector) for vector in VECTORS} - {""}
    assert {row["redirector"] for row in whole["redirectors"]} <= REDIRECTORS
    assert sum(whole["classes"].values()) == whole["rewritten"]
    found = lines(tmp_path / "l.jsonl")
    assert len(found) == whole["rewritten"]
    for kind, links in whole["classes"].items():
        assert sum(line["class"] == kind for line in found) == links
    assert f"Gateways had rewritten {made.rewritten:,}" in said
    assert "Where they lead" in said
    assert ElementTree.parse(tmp_path / "p.svg").getroot().tag.endswith("svg")


def test_what_was_never_seen_is_new_for_a_day_then_seldom_then_known(made: Made, tmp_path: Path) -> None:
    audited(made, tmp_path, "--list", tmp_path / "l.jsonl")
    shop = [line for line in lines(tmp_path / "l.jsonl") if line["domain"] == "shop.example"]
    by_day = {line["time"][:10]: line["class"] for line in shop}
    assert list(by_day.values()) == ["new", "seldom", "seldom", *["known"] * (DAYS - 3)]
    (last,) = [line for line in lines(tmp_path / "l.jsonl") if line["domain"] == "new.example"]
    assert (last["class"], last["id"], last["owner"], last["gateway"]) == ("new", "11.5", "corp.example", "safelinks")


def test_only_the_days_asked_for_are_counted_and_the_others_teach(made: Made, tmp_path: Path) -> None:
    whole, _ = audited(made, tmp_path, "--since", "2024-10-10", "--until", "2024-10-12")
    assert [day["day"] for day in whole["days"]] == ["2024-10-10", "2024-10-11", "2024-10-12"]
    assert whole["classes"]["new"] == 0
    assert whole["classes"]["known"] > 0
    ends, _ = audited(made, tmp_path, "--days", 2)
    assert [day["day"] for day in ends["days"]] == ["2024-10-14", "2024-10-15"]
    starts, _ = audited(made, tmp_path, "--since", FIRST, "--days", 1)
    assert [day["day"] for day in starts["days"]] == [FIRST]


def test_a_store_that_a_replay_has_filled_gives_the_same(made: Made, tmp_path: Path) -> None:
    fresh, said = audited(made, tmp_path)
    store = tmp_path / "store"
    assert run("replay", made.mbox, *FLAGS, "--store", store).returncode == 0
    again, resaid = audited(made, tmp_path, "--store", store)
    assert again == fresh
    assert resaid == said


def test_a_sample_is_drawn_from_the_lines(made: Made, tmp_path: Path) -> None:
    audited(made, tmp_path, "--list", tmp_path / "all.jsonl")
    audited(made, tmp_path, "--list", tmp_path / "some.jsonl", "--sample", 9, "--seed", 4)
    every, some = (tmp_path / name for name in ("all.jsonl", "some.jsonl"))
    assert len(lines(some)) == 9
    assert set(some.read_bytes().splitlines()) <= set(every.read_bytes().splitlines())


def test_the_report_of_a_replay_says_the_same(made: Made, tmp_path: Path) -> None:
    whole, _ = audited(made, tmp_path)
    page = tmp_path / "r.html"
    assert run("replay", made.mbox, *FLAGS, "--report", page).returncode == 0
    html = page.read_text(encoding="utf-8")
    assert f"Mail gateways had rewritten {whole['rewritten']:,}\u00a0links in 13\u00a0messages" in html


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--sample", "3"), "--sample: say with --list where"),
        (("--since", "yesterday"), "--since yesterday: not a day such as 2025-01-31"),
        (("--since", "2024-10-10", "--until", "2024-10-09"), "--since: comes after --until"),
        (("--days", "0"), "--days 0: one at least"),
        (("--since", FIRST, "--until", FIRST, "--days", "1"), "--days: --since and --until say already"),
        (("--json", "nowhere/a.json"), "nowhere/a.json: cannot be written"),
    ],
)
def test_what_cannot_be_done_is_one_line(made: Made, tmp_path: Path, flags: tuple[str, ...], said: str) -> None:
    done = run("audit", "links", made.mbox, *FLAGS, *flags, cwd=tmp_path)
    assert done.returncode in (75, 78)
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
