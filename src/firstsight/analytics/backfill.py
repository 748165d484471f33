"""The snapshot computed at once from the whole ledger, equal to what the nightly folds made, to 1e-9.

It is the proof that the folds are right, the way to a snapshot for an organisation whose history comes in bulk, and the
repair of a snapshot that was lost.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

import duckdb
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from firstsight.relations import SCALES
from firstsight.store.disk import DiskStore
from firstsight.surprise.normal import ORGANISATION, ContextCell, Scale, ValueCell

CHUNK = 500_000
"""Rows taken from the ledger at a time."""

TOLERANCE = 1e-9
"""Largest relative difference between two ways to the same count that is only rounding."""

Columns = dict[str, NDArray[Any]]


Packed = tuple[bytes, bytes, Scale]
"""Key and cell as `store.snapshot` writes them, and the scale of the relation."""


class Difference(Struct, frozen=True):
    """How far two snapshots are apart: cells that only one has, largest relative difference of the others."""

    cells: int
    only_here: int
    only_there: int
    largest: float

    @property
    def agrees(self) -> bool:
        """Whether they are the same but for rounding."""
        return not self.only_here and not self.only_there and self.largest <= TOLERANCE


def query() -> str:
    """The SQL text, in DuckDB's dialect."""
    return files("firstsight.analytics").joinpath("backfill.sql").read_text(encoding="utf-8")


def computed(chunks: Iterator[Columns], scales: Columns, org: int, landmark: int, threads: int = 2) -> Columns:
    """Every cell of the snapshot as columns: relation, context, value (masked for contexts), n, t, k, last."""
    with duckdb.connect(config={"threads": threads}) as db:
        db.execute(
            "CREATE TABLE seen"
            " (relation INTEGER, subject BIGINT, value BIGINT, peers BIGINT, day INTEGER, amount DOUBLE)"
        )
        for chunk in chunks:
            db.register("chunk", chunk)
            db.execute("INSERT INTO seen SELECT relation, subject, value, peers, day, amount FROM chunk")
            db.unregister("chunk")
        db.register("scale", scales)
        db.execute(
            "CREATE TABLE org AS SELECT CAST(? AS BIGINT) AS number, CAST(? AS INTEGER) AS landmark", (org, landmark)
        )
        out: Columns = db.execute(query()).fetchnumpy()
    return out


def ledger_chunks(store: DiskStore) -> Iterator[Columns]:
    """The ledger as columns, `CHUNK` rows at a time."""
    rows = store.log.execute("SELECT relation, subject, value, peers, day, amount FROM seen")
    while block := rows.fetchmany(CHUNK):
        relation, subject, value, peers, day, amount = zip(*block, strict=True)
        yield {
            "relation": np.array(relation, np.int32),
            "subject": np.array(subject, np.int64),
            "value": np.array(value, np.int64),
            "peers": np.array(peers, np.int64),
            "day": np.array(day, np.int32),
            "amount": np.array(amount, np.float64),
        }


def backfilled(store: DiskStore) -> Iterator[Packed]:
    """The cells of the store's ledger as the snapshot keeps them, ascending by key."""
    landmark = store.log.execute("SELECT MIN(day) FROM seen").fetchone()[0]
    if landmark is None:
        return iter(())
    known = {code: SCALES[name] for name, code in store.log.codes.items() if name in SCALES}
    scales: Columns = {
        "relation": np.array(list(known), np.int32),
        "half_life": np.array([float(scale.half_life_days) for scale in known.values()]),
        "kind": np.array([scale.kind for scale in known.values()], dtype=object),
    }
    org = store.log.names.number(ORGANISATION)
    numbers = {code: store.log.names.number(name) for name, code in store.log.codes.items()}
    return packed(computed(ledger_chunks(store), scales, org, int(landmark)), numbers, known)


def packed(cells: Columns, numbers: dict[int, int], scales: dict[int, Scale]) -> Iterator[Packed]:
    """Cells ascending by key; `numbers` names each relation code, `scales` says how it is counted."""
    lookup = np.zeros(max(numbers) + 1, np.int64)
    lookup[list(numbers)] = list(numbers.values())
    value = np.ma.asarray(cells["value"])
    is_context = np.ma.getmaskarray(value)
    high = (lookup[cells["relation"]] ^ np.asarray(cells["context"])).astype(np.uint64)
    low = np.where(is_context, 0, value.filled(0)).astype(np.uint64) & np.uint64((1 << 48) - 1)
    order = np.lexsort((low, ~is_context, high))
    keys = np.empty(len(order), dtype=[("high", ">u8"), ("low", ">u8")])
    keys["high"], keys["low"] = high[order], low[order] << np.uint64(16)
    n, t, k = (np.asarray(cells[name], np.float64)[order] for name in ("n", "t", "k"))
    last = np.asarray(cells["last"])[order].astype(np.uint16)
    wide = np.rec.fromarrays((n, t, k, last), dtype=[("n", "<f8"), ("t", "<f8"), ("k", "<f8"), ("last", "<u2")])
    slim = np.rec.fromarrays((n, last), dtype=[("n", "<f8"), ("last", "<u2")])
    codes = np.asarray(cells["relation"])[order].tolist()
    return _sliced(
        keys.tobytes(), wide.tobytes(), slim.tobytes(), zip(is_context[order].tolist(), codes, strict=True), scales
    )


def _sliced(
    keys: bytes, wide: bytes, slim: bytes, kinds: Iterable[tuple[bool, int]], scales: dict[int, Scale]
) -> Iterator[Packed]:
    for i, (context, code) in enumerate(kinds):
        if context:
            yield keys[16 * i : 16 * i + 8], wide[26 * i : 26 * i + 26], scales[code]
        else:
            yield keys[16 * i : 16 * i + 14], slim[10 * i : 10 * i + 10], scales[code]


def compare(store: DiskStore, cells: Iterator[Packed]) -> Difference:
    """How the store's snapshot differs from these cells, both ascending by key, each pair decayed to its later day."""
    here = store.snapshot.items()
    mine, theirs = next(here, None), next(cells, None)
    total = only_here = only_there = 0
    largest = 0.0
    while mine or theirs:
        total += 1
        if theirs is None or (mine and mine[0] < theirs[0]):
            only_here += 1
            mine = next(here, None)
        elif mine is None or theirs[0] < mine[0]:
            only_there += 1
            theirs = next(cells, None)
        else:
            largest = max(largest, _apart(mine[1], theirs[1], theirs[2]))
            mine, theirs = next(here, None), next(cells, None)
    return Difference(total, only_here, only_there, largest)


def _apart(mine: ContextCell | ValueCell, theirs: bytes, scale: Scale) -> float:
    other: tuple[float, ...] = struct.unpack("<dddH" if len(theirs) == 26 else "<dH", theirs)
    day = max(mine[-1], other[-1])
    pairs = zip(_decayed(mine, scale, day), _decayed(other, scale, day), strict=True)
    return max(abs(a - b) / max(abs(a), abs(b), 1e-12) for a, b in pairs)


def _decayed(cell: tuple[float, ...], scale: Scale, day: float) -> tuple[float, ...]:
    faded = scale.decay(int(day - cell[-1]))
    if len(cell) == 4 and scale.kind != "rate":
        return cell[0] * faded, cell[1] * faded, cell[2]
    return tuple(number * faded for number in cell[:-1])
