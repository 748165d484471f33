"""One small archive for the tests of this folder, and the scene that it sets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from firstsight.connectors.files import open_sources
from firstsight.lab.inject.scene import Scene
from firstsight.lab.inject.trace import Style
from firstsight.lab.replay import Arrived
from firstsight.lab.world import World, build
from firstsight.mail.read import read
from firstsight.model import Perimeter

STYLE = Style("mx.hagenau.example", "X-Envelope-To")


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(5, tmp_path_factory.mktemp("inject"), people=8, days=100)


@pytest.fixture(scope="session")
def perimeter(world: World) -> Perimeter:
    own = frozenset({world.org_domain})
    return Perimeter(own, frozenset({world.authserv_id}), envelope_header=world.envelope_header)


@pytest.fixture(scope="session")
def archive(world: World, tmp_path_factory: pytest.TempPathFactory) -> list[Arrived]:
    return list(arrived(world.mbox, tmp_path_factory.mktemp("spool")))


def arrived(mbox: Path, spool: Path) -> Iterator[Arrived]:
    with open_sources([mbox], spool) as sources:
        for stored in sources.messages():
            yield Arrived(stored.raw, stored.received_at)


@pytest.fixture(scope="session")
def scene(archive: list[Arrived], perimeter: Perimeter) -> Scene:
    """After the whole archive; no test changes it."""
    made = Scene(perimeter)
    for message in archive:
        made.add(read(message.raw, perimeter, received_at=message.received_at), message.raw)
    return made
