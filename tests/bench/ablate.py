"""What each section of the engine is worth: an archive with labels judged with one section off in turn.

    python tests/bench/ablate.py CORPUS_DIR OUT.md      (info.json, labels.csv and 20*.mbox.gz in the folder)

Messages are read and their intents judged once; each variant then runs in a process of its own that changes one
function or constant before it starts. Only the time after `learning_ends` counts. Nothing is fitted on the archive.
"""

from __future__ import annotations

import csv
import json
import multiprocessing
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from firstsight import app, detectors, pipeline, relations
from firstsight.connectors.files import open_sources
from firstsight.mail.read import read
from firstsight.model import ActionKind, EmailActivity, Intent, Perimeter
from firstsight.policy.table import DEFAULT_TABLE, Table, Weights
from firstsight.store.memory import MemoryStore
from firstsight.surprise import budget, calibrate, combine, normal, score, today
from firstsight.surprise.today import Tally


class Lean(MemoryStore):
    """Forgets the verdicts of folded days."""

    def fold(self, tally: Tally) -> None:
        super().fold(tally)
        self.verdicts.clear()


class Known:
    """The intents that were judged before."""

    id = "known"

    def __init__(self, intents: dict[str, Intent]) -> None:
        self._intents = intents

    def judge(self, event: EmailActivity) -> Intent:
        return self._intents[event.uid]


def leaf_only() -> None:
    def path_of(observation: Any) -> tuple[str, ...]:
        return (observation.subject,)

    normal.path_of = score.path_of = path_of  # type: ignore[assignment]  # a variant
    import firstsight.store.memory as memory

    memory.path_of = path_of  # type: ignore[assignment]  # a variant


def no_decay() -> None:
    scales = {name: replace(scale, half_life_days=10**6) for name, scale in relations.SCALES.items()}
    relations.SCALES.update(scales)
    pipeline.CATALOGUE = tuple(replace(r, scale=scales[r.id]) for r in relations.CATALOGUE)


def no_maturity() -> None:
    pipeline.maturity = lambda n: "old"
    import firstsight.surprise.strata as strata

    strata.maturity = lambda n: "old"


def uncalibrated() -> None:
    def p(self: Any, family: str, stratum: str, raw: float) -> tuple[float, str]:
        return max(raw, 1e-12), "off"

    calibrate.Calibration.p = p  # type: ignore[method-assign]  # a variant


def without_lens(name: str) -> Callable[[], None]:
    def change() -> None:
        whole, at = combine.lenses, combine.LENSES.index(name)

        def lenses(*given: Any) -> tuple[float, ...]:
            values = list(whole(*given))
            values[at] = 0.0
            return tuple(values)

        pipeline.lenses = lenses

    return change


def no_accumulation() -> None:
    pipeline.NATS["mail.campaign"] = 0.0


def no_detectors() -> None:
    pipeline.NATS.update(dict.fromkeys((d.id for d in detectors.CATALOGUE), 0.0))


def learn_everything() -> None:
    whole = pipeline.decide

    def decide(*given: Any) -> Any:
        return replace(whole(*given), wanted=ActionKind.NONE)

    pipeline.decide = decide


def no_control() -> None:
    budget.steered = lambda share, current, spent: share  # type: ignore[assignment]  # a variant
    today.budget.steered = budget.steered


def weights(**changed: float) -> Table:
    return replace(DEFAULT_TABLE, weights=replace(Weights(), **changed))


NO_MEETING = dict.fromkeys(
    (
        "stranger_link",
        "stranger_attachment",
        "stranger_ask",
        "deviant_link",
        "deviant_ask",
        "name_ask",
        "money",
        "failed",
    ),
    0.0,
)

VARIANTS: dict[str, tuple[Callable[[], None] | None, Table]] = {
    "everything": (None, DEFAULT_TABLE),
    "2 no decay": (no_decay, DEFAULT_TABLE),
    "3 no back-off (subject only)": (leaf_only, DEFAULT_TABLE),
    "5 no calibration": (uncalibrated, DEFAULT_TABLE),
    "5 no strata by maturity": (no_maturity, DEFAULT_TABLE),
    "6 no sparse lens": (without_lens("sparse"), DEFAULT_TABLE),
    "6 no dense lens": (without_lens("dense"), DEFAULT_TABLE),
    "6 no meeting lens": (without_lens("meeting"), DEFAULT_TABLE),
    "7 no accumulation": (no_accumulation, DEFAULT_TABLE),
    "8 no control of the budget": (no_control, DEFAULT_TABLE),
    "9 learning what was acted on": (learn_everything, DEFAULT_TABLE),
    "scorecard: no detectors": (no_detectors, DEFAULT_TABLE),
    "scorecard: no surprise": (None, weights(surprise=0.0, together=0.0)),
    "scorecard: no interactions": (None, weights(**NO_MEETING)),
    "scorecard: no text": (None, weights(text=0.0, together=0.0)),
    "surprise alone": (no_detectors, weights(text=0.0, together=0.0, wanted=0.0, **NO_MEETING)),
    "text alone": (no_detectors, weights(surprise=0.0, together=0.0, wanted=0.0, **NO_MEETING)),
}


def loaded(corpus: Path) -> tuple[list[EmailActivity], dict[str, Intent], Perimeter]:
    """The archive as read, and its intents."""
    config = json.loads((corpus / "info.json").read_text())
    perimeter = Perimeter(
        frozenset(config["internal_domains"]),
        frozenset({f"mx.{config['org']}.example"}),
        "X-Envelope-To",
        "X-Replay-Id",
    )
    judge = app.shipped()
    with (
        tempfile.TemporaryDirectory() as spool,
        open_sources(sorted(corpus.glob("20*.mbox.gz")), Path(spool)) as archive,
    ):
        events = [read(stored.raw, perimeter, received_at=stored.received_at) for stored in archive.messages()]
    return events, {event.uid: judge.judge(event) for event in events}, perimeter


def measured(name: str) -> str:
    """One row of the table."""
    change, table = VARIANTS[name]
    if change:
        change()
    engine = pipeline.Engine(Lean(), PERIMETER, Known(INTENTS), table, app.shipped_calibration())
    told: dict[str, tuple[float, int]] = {}
    for start in range(0, len(EVENTS), 200):
        for v in engine.handle(EVENTS[start : start + 200]):
            told[v.label] = (v.score, v.action.rung)
    ham = sorted((told[i][0] for i in HAM), reverse=True)
    cells = []
    for share in (0.01, 0.001):
        limit = ham[int(len(ham) * share)]
        cells.append(f"{sum(told[i][0] > limit for i in ATTACKS) / len(ATTACKS):.1%}")
    acted = [sum(told[i][1] > 0 for i in ids) / len(ids) for ids in (ATTACKS, HAM)]
    return f"| {name} | {' | '.join(cells)} | {acted[0]:.1%} | {acted[1]:.2%} |"


def main() -> None:
    global EVENTS, INTENTS, PERIMETER, HAM, ATTACKS  # noqa: PLW0603  (shared with the forked processes, not copied)
    corpus = Path(sys.argv[1])
    EVENTS, INTENTS, PERIMETER = loaded(corpus)
    end = json.loads((corpus / "info.json").read_text())["learning_ends"]
    rows = [r for r in csv.DictReader((corpus / "labels.csv").open()) if r["time"][:10] > end]
    HAM = [r["replay_id"] for r in rows if r["kind"] == "ham" and r["family"] not in ("outbound", "internal")]
    ATTACKS = [r["replay_id"] for r in rows if r["kind"] == "attack"]
    head = "| section off | attacks above 1 % of ham | above .1 % | attacks acted on | ham acted on |\n"
    head += "|---|---|---|---|---|\n"
    with multiprocessing.get_context("fork").Pool(2, maxtasksperchild=1) as pool:
        table = head + "\n".join(pool.imap(measured, VARIANTS, chunksize=1)) + "\n"
    Path(sys.argv[2]).write_text(table, encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
