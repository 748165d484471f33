"""How fast a snapshot is computed from the ledger by SQL: observations a second, against folding them one by one."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from firstsight.analytics.backfill import Columns, computed, packed
from firstsight.model import Block
from firstsight.store.ledger import Names
from firstsight.store.snapshot import Snapshot
from firstsight.surprise.fold import learn
from firstsight.surprise.normal import Scale

OBSERVATIONS = 2_000_000
RELATIONS = {code: Scale(f"r{code}", Block.LINK) for code in range(1, 11)}
ORG = 1


def observations(n: int, seed: int = 1) -> Columns:
    """A year of an organisation of some thousand people: skewed subjects and values, ten relations."""
    chance = np.random.default_rng(seed)
    subject = (chance.pareto(1.0, n) * 50).astype(np.int64) % 5_000 + 10
    return {
        "relation": chance.integers(1, 11, n).astype(np.int32),
        "subject": subject,
        "value": (chance.pareto(0.8, n) * 20).astype(np.int64) % 200_000 + 1_000_000,
        "peers": 100_000 + subject % 40,
        "day": np.sort(chance.integers(20_000, 20_365, n)).astype(np.int32),
        "amount": np.zeros(n),
    }


def main() -> None:
    """Write the file named on the command line."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else OBSERVATIONS
    columns = observations(n)
    scales: Columns = {
        "relation": np.array(list(RELATIONS), np.int32),
        "half_life": np.array([30.0] * len(RELATIONS)),
        "kind": np.array(["value"] * len(RELATIONS), dtype=object),
    }
    numbers = {code: code << 32 for code in RELATIONS}
    with tempfile.TemporaryDirectory() as name:
        snapshot = Snapshot(Path(name) / "normal.lmdb", Names(b"bench"))
        start = time.perf_counter()
        cells = computed(iter([columns]), scales, ORG, 20_000)
        middle = time.perf_counter()
        snapshot.replace(((key, cell) for key, cell, _ in packed(cells, numbers, RELATIONS)), 20_365)
        end = time.perf_counter()
        octets, count = snapshot.octets()
        one = folded_singly(snapshot, {key: column[:50_000] for key, column in columns.items()})
        snapshot.close()
    spent = f"SQL {middle - start:.1f} s, file {end - middle:.1f} s"
    print(f"{n:,} observations: {n / (end - start):,.0f}/s on two threads ({spent})")
    print(f"{count:,} cells, {octets / count:.1f} octets each")
    print(f"ratio={n / (end - start) / one:.1f} (backfill / folding one by one)")


def folded_singly(snapshot: Snapshot, columns: Columns) -> float:
    """Observations a second that the nightly fold learns."""
    rows = list(
        zip(*(columns[name].tolist() for name in ("relation", "subject", "value", "peers", "day")), strict=True)
    )
    start = time.perf_counter()
    with snapshot.write(20_366) as cells:
        for relation, subject, value, peers, day in rows:
            learn(relation << 32, (subject, peers, ORG), value, RELATIONS[relation], max(day, 20_366), cells)
    return len(rows) / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
