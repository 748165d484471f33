"""How fast an archive is judged: messages a second on one core, and each step's share, in CPU time of this process.

Without arguments a made-up organisation's year; `bench_replay.py PATH... --org-domain D [--envelope-header H]
[--authserv-id ID]` takes an archive. The ratio is against parsing the same octets with the standard library alone.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes, policy
from pathlib import Path

from firstsight import app
from firstsight.connectors.apart import Apart
from firstsight.connectors.files import open_sources
from firstsight.lab.replay import Arrived, Count, Once, replay
from firstsight.lab.world import build
from firstsight.mail.read import read


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--org-domain", action="append", default=[])
    parser.add_argument("--envelope-header", default="")
    parser.add_argument("--authserv-id", action="append", default=[])
    parser.add_argument("--id-header", default="")
    return parser.parse_args()


def main() -> None:
    """Write the file named on the command line."""
    given = arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not given.paths:
            world = build(1, folder)
            given.paths, given.org_domain = [world.mbox], [world.org_domain]
            given.envelope_header, given.authserv_id = world.envelope_header, [world.authserv_id]
        flags: dict[str, tuple[str, ...] | str | None] = {
            "domains": tuple(given.org_domain),
            "envelope_header": given.envelope_header,
            "authserv_ids": tuple(given.authserv_id),
            "id_header": given.id_header,
        }
        report(folder, list(given.paths), flags)


def report(folder: Path, paths: list[Path], flags: dict[str, tuple[str, ...] | str | None]) -> None:
    config = app.settings(None, flags)
    with (
        app.opened(folder / "store", must_exist=False) as store,
        open_sources([*paths], folder / "spool") as archive,
        closing(Once(folder / "met.sqlite")) as once,
        Apart() as apart,
    ):
        engine, count = app.engine(store, config), Count()

        def arrived() -> Iterator[Arrived]:
            for stored in archive.messages():
                yield Arrived(stored.raw, stored.received_at)

        app.steady()  # as `firstsight replay` does
        start, wall = time.process_time(), time.perf_counter()
        for _ in replay(arrived(), engine, config.perimeter, once, count, apart=apart):
            pass
        whole, wall = time.process_time() - start, time.perf_counter() - wall
        reading, stdlib = parsing(archive.messages(), config.perimeter, every=max(1, archive.total // 2000))
        octets, cells = store.snapshot.octets()
        asked, known, waited = apart.count.asked, apart.count.remembered, apart.count.seconds
    per = whole / count.judged
    print(f"{count.judged:,} messages: {1 / per:,.0f}/s of CPU, {count.judged / wall:,.0f}/s of wall clock")
    print(
        f"a message {per * 1e3:.2f} ms CPU, reading it {reading * 1e3:.3f} ms; standard library {stdlib * 1e3:.2f} ms"
    )
    print(f"ratio={per / stdlib:.2f} (whole judgement / parsing alone with the standard library)")
    print(f"opened apart: {asked:,} files, {known:,} of them known by content, {waited:.1f} s waited for")
    print(f"snapshot {octets / max(cells, 1):.1f} octets a cell, {cells:,} cells")
    print(f"peak resident memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def parsing(messages: Iterator[Arrived], perimeter: object, every: int) -> tuple[float, float]:
    """Mean CPU seconds a message of reading it here and of walking it with the standard library, on a sample."""
    sample = [stored.raw for number, stored in enumerate(messages) if number % every == 0]
    start = time.process_time()
    for raw in sample:
        read(raw, perimeter)
    ours = time.process_time() - start
    start = time.process_time()
    for raw in sample:
        try:
            message = message_from_bytes(raw, policy=policy.default)
            for part in message.walk():
                part.get_payload(decode=True)
            str(message["from"]), str(message["to"]), str(message["subject"])
        except Exception as fault:  # the standard library gives up on some real mail; that is not what is timed
            print(f"standard library: {type(fault).__name__}", file=sys.stderr)
    return ours / len(sample), (time.process_time() - start) / len(sample)


if __name__ == "__main__":
    main()
