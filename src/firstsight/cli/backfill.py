"""`firstsight backfill`: compute the snapshot at once from the whole ledger, by SQL."""

from __future__ import annotations

import time
from pathlib import Path

from firstsight import app as wiring
from firstsight.analytics.backfill import backfilled, compare


def backfill(*, store: Path, check: bool = False) -> int:
    """Compute what is normal from the whole ledger at once, on DuckDB, and put it in place of the snapshot.

    Parameters
    ----------
    store
        Folder of the store.
    check
        Only compare with the snapshot that is there; exit status 1 where they differ by more than rounding.
    """
    start = time.monotonic()
    with wiring.opened(store) as disk:
        if check:
            found = compare(disk, backfilled(disk))
            print(
                f"{found.cells:,} cells: {found.only_here:,} only in the snapshot,"
                f" {found.only_there:,} only in the ledger, largest relative difference {found.largest:.1e}"
            )
            return 0 if found.agrees else 1
        folded = disk.log.folded
        if folded is None:
            print("nothing was folded yet")
            return 0
        disk.snapshot.replace(((key, cell) for key, cell, _ in backfilled(disk)), folded)
        octets, cells = disk.snapshot.octets()
    print(f"{cells:,} cells, {octets / max(cells, 1):.0f} octets each, in {time.monotonic() - start:.1f} s")
    return 0
