"""What a message costs after ten thousand learnt messages and after a hundred times as many, on one synthetic stream.

The stores are filled in bulk (log, ledger and snapshot as that many messages leave them), then the same messages are
judged against both in turns, and the ratio of CPU time is printed. `bench_growth.py [MESSAGES]`, 200,000 by default.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from firstsight.analytics.backfill import backfilled
from firstsight.model import DAY, EmailActivity
from firstsight.pipeline import Engine
from firstsight.relations import SCALES
from firstsight.store.disk import DiskStore
from firstsight.surprise.today import Tally
from tests.mails import OWN, START, Says, link, mail

FEW, MANY = 10_000, 200_000
JUDGED = 600
ROUNDS = 5
VALUES_A_MESSAGE = 12
"""Ledger rows that one message adds; the demo's year adds about as many once people have settled."""


def filled(folder: Path, messages: int) -> DiskStore:
    """A store as so many messages of some hundred people leave it."""
    store = DiskStore(folder)
    chance = np.random.default_rng(7)
    day = START // DAY - 1
    with store.log.transaction() as db:
        db.executemany(
            "INSERT INTO verdict (uid, label, time, day, action, score, decided)"
            " VALUES (?, ?, ?, ?, 'none', 0.0, x'00')",
            ((f"{i:032x}", f"{i}@old.example", 0, day - 1) for i in range(messages)),
        )
        codes = [code for name, code in store.log.codes.items() if SCALES[name].kind == "value"]
        rows = messages * VALUES_A_MESSAGE
        subjects = (chance.pareto(1.0, rows) * 100).astype(np.int64) % max(500, messages // 10)
        values = (chance.pareto(0.7, rows) * 50).astype(np.int64) % max(1000, messages // 2)
        relations = chance.choice(codes, rows)
        db.executemany(
            "INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?, 0, 1, 0.0)",
            zip(
                subjects.tolist(),
                relations.tolist(),
                values.tolist(),
                (day - chance.integers(0, 200, rows)).tolist(),
                strict=True,
            ),
        )
    store.log.settle(Tally(day, {}, {}, {}, {}, messages, day - 200))
    store.snapshot.replace(((key, cell) for key, cell, _ in backfilled(store)), day)
    store.renew()
    return store


def stream(turn: int) -> list[EmailActivity]:
    """Messages of one day, the same for both stores."""
    return [
        mail(
            f"p{i % 97}@partner{i % 31}.example",
            f"Person Number{i % 97}",
            (f"a{i % 53}@corp.example", f"b{i % 41}@corp.example"),
            day=turn,
            second=i,
            links=(link(f"https://site{i % 211}.example/{i}"),),
        )
        for i in range(JUDGED)
    ]


def main() -> None:
    """Write the file named on the command line."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as name:
        stores = [filled(Path(name) / str(n), n) for n in (FEW, many)]
        engines = [Engine(store, OWN, Says()) for store in stores]
        spent: list[list[float]] = [[], []]
        for turn in range(ROUNDS + 1):
            for times, engine in zip(spent, engines, strict=True):
                events = stream(turn)
                start = time.process_time()
                engine.handle(events)
                times.append((time.process_time() - start) / JUDGED)
        few, lots = (statistics.median(times[1:]) for times in spent)
        sizes = [store.snapshot.octets() for store in stores]
        for store in stores:
            store.close()
    for n, cost, (octets, cells) in zip((FEW, many), (few, lots), sizes, strict=True):
        size = f"{cells:,} cells, {octets / cells:.1f} octets each"
        print(f"after {n:>9,} messages: {cost * 1e3:.3f} ms CPU a message; {size}")
    print(f"ratio={lots / few:.2f}")


if __name__ == "__main__":
    main()
