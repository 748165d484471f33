"""A small ground for the tests of this folder."""

from __future__ import annotations

import pytest

from firstsight import app as wiring
from firstsight.intent.model import shipped
from firstsight.lab.stress.ground import Ground
from firstsight.model import Perimeter
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore

CALIBRATION = wiring.shipped_calibration()


def engine(perimeter: Perimeter) -> Engine:
    return Engine(MemoryStore(), perimeter, shipped(), shipped=CALIBRATION)


@pytest.fixture(scope="session")
def ground() -> Ground:
    return Ground(engine, seed=2, people=8, days=100, turns=1)
