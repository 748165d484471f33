"""One SQL text gives what the nightly folds give, to 1e-9, on streams of every kind."""

import random
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import sqlglot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstsight.analytics.backfill import backfilled, compare, computed, query
from firstsight.model import Block
from firstsight.pipeline import Engine
from firstsight.store.disk import DiskStore
from firstsight.surprise.cells import MemoryCells
from firstsight.surprise.fold import learn, learn_rate
from firstsight.surprise.normal import Scale
from tests.mails import OWN, Says
from tests.streams import stream

ORG = 99
SCALES = {
    1: Scale("a", Block.LINK),
    2: Scale("b", Block.ASK, half_life_days=90),
    3: Scale("c", Block.VOLUME, kind="rate"),
    4: Scale("d", Block.LINK),  # of the organisation itself: as in the catalogue, its subject is never another's
}
Row = tuple[int, int, int, int, int, float]


def rows_of(seed: int, n: int) -> list[Row]:
    """Random ledger rows: (relation, subject, value, peers, day, amount), subjects that change their group included."""
    chance = random.Random(seed)
    rows: dict[tuple[int, int, int, int, int], float] = {}
    for _ in range(n):
        relation = chance.choice((1, 2, 3, 4))
        subject = ORG if relation == 4 else chance.choice((1, 2, 3, 4))
        peers = 0 if subject in (4, ORG) else chance.choice((10, 11)) if subject == 3 else 10
        value = 0 if relation == 3 else chance.randint(1, 6)
        rows[relation, subject, value, peers, chance.randint(100, 400)] = float(chance.randint(1, 9))
    return [(*key, amount) for key, amount in rows.items()]


def folded(rows: list[Row]) -> MemoryCells[int]:
    cells: MemoryCells[int] = MemoryCells()
    for relation, subject, value, peers, day, amount in sorted(
        rows, key=lambda row: (row[4], row[0], row[2], row[3], row[1])
    ):
        path = (subject,) if subject == ORG else (subject, ORG) if peers == 0 else (subject, peers, ORG)
        if SCALES[relation].kind == "rate":
            learn_rate(relation, path, amount, SCALES[relation], day, cells)
        else:
            learn(relation, path, value, SCALES[relation], day, cells)
    return cells


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.integers(1, 400))
def test_the_sql_agrees_with_the_folds(seed: int, n: int) -> None:
    rows = rows_of(seed, n)
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    chunk = dict(zip(("relation", "subject", "value", "peers", "day", "amount"), columns, strict=True))
    scales = {
        "relation": np.array(list(SCALES)),
        "half_life": np.array([float(s.half_life_days) for s in SCALES.values()]),
        "kind": np.array([s.kind for s in SCALES.values()], dtype=object),
    }
    found = computed(iter([chunk]), scales, ORG, int(columns[4].min()), threads=1)
    masked = np.ma.getmaskarray(np.ma.asarray(found["value"]))
    sql = {
        (int(r), int(c), None if m else int(v)): (float(n), float(t), float(k), int(last))
        if m
        else (float(n), int(last))
        for r, c, v, m, n, t, k, last in zip(
            *(found[name] for name in ("relation", "context", "value")),
            masked,
            *(found[name] for name in ("n", "t", "k", "last")),
            strict=True,
        )
    }
    online = {(relation, context, value): cell for relation, context, value, cell in folded(rows).items()}
    assert sql.keys() == online.keys()
    for key, cell in online.items():
        assert sql[key] == pytest.approx(cell, rel=1e-9), key


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000))
def test_a_store_filled_by_mail_is_what_its_ledger_says(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    with closing(DiskStore(tmp_path_factory.mktemp("store"))) as store:
        engine = Engine(store, OWN, Says())
        engine.handle(list(stream(25, seed)))
        engine.close_day()
        difference = compare(store, backfilled(store))
        assert difference.cells > 300
        assert difference.agrees, difference
        store.snapshot.replace(((key, cell) for key, cell, _ in backfilled(store)), store.log.folded or 0)
        assert compare(store, backfilled(store)).largest < 1e-15


def test_a_difference_is_found(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    engine = Engine(store, OWN, Says())
    engine.handle(list(stream(10)))
    engine.close_day()
    with store.snapshot.write(store.snapshot.folded or 0) as cells:
        cells.put_context(1, 2, (1.0, 1.0, 1.0, 1))
    assert compare(store, backfilled(store)).only_here == 1
    store.close()


def test_an_empty_ledger_has_no_cells(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    assert list(backfilled(store)) == []
    store.close()


def test_the_sql_can_be_said_in_other_dialects() -> None:
    for dialect in ("spark", "postgres"):
        assert sqlglot.transpile(query(), read="duckdb", write=dialect)
