"""`firstsight demo`: a made-up organisation's year of mail through the real pipeline."""

from __future__ import annotations

import csv
import shutil
import sys
from collections import Counter
from pathlib import Path

import msgspec

from firstsight.cli.replay import replay
from firstsight.errors import UnavailableError
from firstsight.lab.lines import Line
from firstsight.lab.world import build


def demo(*, out: Path = Path("demo"), seed: int = 1) -> int:
    """Make a small organisation's year of mail with attacks in it, judge it, and write the report.

    Parameters
    ----------
    out
        Folder for mailbox, labels, store, lines and report; what an earlier demo left there is replaced.
    seed
        Another number makes another year.
    """
    try:
        shutil.rmtree(out / "store", ignore_errors=True)
        out.mkdir(parents=True, exist_ok=True)
        world = build(seed, out)
    except OSError as fault:
        raise UnavailableError(f"{out}: cannot be written: {fault.strerror}") from fault
    lines, page = out / "verdicts.jsonl", out / "report.html"
    print(
        f"{out}: {world.messages:,} messages of a made-up organisation, {world.attacks} of them attacks",
        file=sys.stderr,
    )
    replay(
        out / "year.mbox",
        org_domain=(world.org_domain,),
        store=out / "store",
        jsonl=lines,
        report=page,
        envelope_header=world.envelope_header,
        authserv_id=(world.authserv_id,),
    )
    _summary(out / "labels.csv", lines)
    print(f"\nThe report: {page}\nWhy one of them: firstsight explain ID --store {out / 'store'}")
    return 0


def _summary(labels: Path, lines: Path) -> None:
    """How many of each kind of mail were left alone, and how many got each action."""
    with labels.open(encoding="utf-8") as rows:
        family = {row["id"]: (row["kind"], row["family"]) for row in csv.DictReader(rows)}
    told: dict[tuple[str, str], Counter[str]] = {}
    decode = msgspec.json.Decoder(Line).decode
    with lines.open("rb") as verdicts:
        for line in map(decode, verdicts):
            told.setdefault(family.get(line.id, ("ham", "?")), Counter())[line.action.value] += 1
    print(f"\n{'':34}{'mails':>7}{'held':>7}{'locked':>7}{'warned':>7}{'alone':>7}")
    for kind, title in (("attack", "attacks"), ("ham", "ordinary mail")):
        every = sum((counts for (k, _), counts in told.items() if k == kind), Counter[str]())
        print(f"{title:34}{_row(every)}")
        for (k, name), counts in sorted(told.items()):
            if k == kind and kind == "attack":
                print(f"  {name:32}{_row(counts)}")


def _row(counts: Counter[str]) -> str:
    numbers = (counts.total(), counts["hold"], counts["lock"], counts["annotate"], counts["none"])
    return "".join(f"{number:>7,}" for number in numbers)
