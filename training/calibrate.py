"""Makes the calibration that the product comes with, from made-up organisations: src/firstsight/surprise/shipped.json.

An organisation's own histograms take over as soon as they hold enough; these only bound what is believed before.
    python training/calibrate.py OUT.json
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from firstsight import app
from firstsight.connectors.files import open_sources
from firstsight.lab.replay import Arrived, Count, Once, replay
from firstsight.lab.world import build

SEEDS = (101, 102, 103)
SETTLED_DAYS = 30
"""Days of each year that are left out: everything is new in the first weeks."""


def histograms(seed: int) -> Iterator[tuple[str, dict[int, int]]]:
    """(relation or lens, bin -> number) of each settled day of one made-up year."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        world = build(seed, folder)
        config = app.settings(
            None,
            {
                "domains": (world.org_domain,),
                "envelope_header": world.envelope_header,
                "authserv_ids": (world.authserv_id,),
            },
        )
        with (
            app.opened(folder / "store", must_exist=False) as store,
            open_sources([world.mbox], folder / "spool") as archive,
            closing(Once(folder / "met.sqlite")) as once,
        ):
            engine = app.engine(store, config)
            arrived = (Arrived(stored.raw, stored.received_at) for stored in archive.messages())
            for _ in replay(arrived, engine, config.perimeter, once, Count()):
                pass
            engine.close_day()
            for tally in store.tallies(2**20)[SETTLED_DAYS:]:
                for stratum, bins in tally.bins.items():
                    yield stratum.rpartition("|")[0], bins


def main() -> None:
    """Write the file named on the command line."""
    summed: dict[str, dict[int, int]] = {}
    for seed in SEEDS:
        for family, bins in histograms(seed):
            whole = summed.setdefault(family, {})
            for b, number in bins.items():
                whole[b] = whole.get(b, 0) + number
    kept = {family: {str(b): bins[b] for b in sorted(bins)} for family, bins in sorted(summed.items())}
    Path(sys.argv[1]).write_text(json.dumps(kept, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
