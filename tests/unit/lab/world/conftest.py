"""One small world for all tests of this folder: a dozen people, four months, attacks in the last two."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from firstsight.lab.world import World, build
from firstsight.lab.world.build import play
from firstsight.lab.world.cast import hire
from firstsight.lab.world.stage import Stage

SEED, PEOPLE, DAYS = 7, 14, 120


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(SEED, tmp_path_factory.mktemp("world"), PEOPLE, DAYS)


@pytest.fixture(scope="session")
def played() -> Stage:
    return play(SEED, PEOPLE, DAYS)


@pytest.fixture
def stage() -> Stage:
    """A stage on a Tuesday in March with nobody having written yet."""
    rng = Random(3)
    stage = Stage(rng, hire(rng, 40, 365))
    stage.day = 75
    return stage


def messages(mbox: Path) -> list[bytes]:
    """The messages of an mboxrd file, unquoted: a reader of its own, so that the writer is not checked by itself."""
    octets = mbox.read_bytes()
    assert octets.startswith(b"From ")
    assert octets.endswith(b"\n\n")
    starts = [m.start() for m in re.finditer(rb"(?m)^From ", octets)]
    out = []
    for start, end in zip(starts, [*starts[1:], len(octets)], strict=True):
        entry = octets[start : end - 1].split(b"\n", 1)[1]
        out.append(re.sub(rb"(?m)^>(>*From )", rb"\1", entry))
    return out
