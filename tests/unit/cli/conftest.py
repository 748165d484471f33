"""One small judged archive that the commands are tried on."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import Struct

from firstsight.lab.world import build
from tests.unit.cli.program import run


class Judged(Struct, frozen=True):
    """A made-up organisation's three weeks, judged."""

    mbox: Path
    store: Path
    lines: Path
    report: Path
    flags: tuple[str, ...]
    said: str


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """The archive after `firstsight replay`."""
    folder = tmp_path_factory.mktemp("judged")
    world = build(3, folder, people=8, days=21)
    flags = (
        "--org-domain",
        world.org_domain,
        "--envelope-header",
        world.envelope_header,
        "--authserv-id",
        world.authserv_id,
    )
    out = folder / "lines.jsonl", folder / "report.html", folder / "store"
    done = run("replay", world.mbox, *flags, "--jsonl", out[0], "--report", out[1], "--store", out[2])
    assert done.returncode == 0, done.stderr
    return Judged(world.mbox, out[2], out[0], out[1], flags, done.stderr)
