"""CPU milliseconds to read a message, and the ratio to the standard library in the same run.

    python tests/bench/bench_read.py [PATH ...] [--limit 2000]

A path is an mbox (gzip or plain), a message file or a folder of messages; without one the golden messages are read.
The standard library parses with `policy.default` and touches the same fields and parts. The fastest of three passes
counts, so that neighbours on the machine disturb little.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import re
import statistics
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

from firstsight.errors import InputError
from firstsight.mail.read import read
from firstsight.model import Perimeter

PERIMETER = Perimeter(frozenset({"corp.example"}), frozenset({"mx.bmc.example", "mx.corp.example"}), "X-Envelope-To")
CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "mail"
PASSES = 3
FIELDS = ("from", "to", "cc", "reply-to", "subject", "date", "message-id", "references", "authentication-results")


def messages(path: Path) -> Iterator[bytes]:
    """The messages at a path."""
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.is_file() and inner.name != "expect.json":
                yield from messages(inner)
        return
    octets = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    if not octets.startswith(b"From ") or ".mbox" not in path.name:
        yield octets
        return
    for message in (b"\n" + octets).split(b"\nFrom ")[1:]:
        yield re.sub(rb"(?m)^>(>*From )", rb"\1", message.partition(b"\n")[2])


def read_here(raw: bytes) -> None:
    """What the engine does."""
    with contextlib.suppress(InputError):
        read(raw, PERIMETER)


def read_there(raw: bytes) -> None:
    """The same fields and parts by the standard library; its bugs on broken mail are let pass."""
    with contextlib.suppress(Exception):
        message = message_from_bytes(raw, policy=policy.default)
        for name in FIELDS:
            str(message.get(name))
        for part in message.walk():
            if not part.is_multipart():
                part.get_content_type(), part.get_filename(), part.get_payload(decode=True)


def passes(work: Callable[[bytes], None], mails: list[bytes], count: int) -> list[float]:
    """Milliseconds of CPU for each message, the fastest of `count` passes."""
    best = [float("inf")] * len(mails)
    for _ in range(count):
        for index, raw in enumerate(mails):
            start = time.process_time_ns()
            work(raw)
            best[index] = min(best[index], (time.process_time_ns() - start) / 1e6)
    return best


def main() -> None:
    """Write the file named on the command line."""
    """Prints one line for the engine, one for the standard library, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--limit", type=int, default=2_000, help="messages, taken evenly from all")
    given = parser.parse_args()
    mails = [raw for path in given.paths or [CORPUS] for raw in messages(path)]
    mails = mails[:: max(1, len(mails) // given.limit)][: given.limit]
    here, there = passes(read_here, mails, PASSES), passes(read_there, mails, 1)
    print(f"{len(mails)} messages, {sum(map(len, mails)) / len(mails) / 1024:.1f} KiB on average")
    for name, taken in (("firstsight", here), ("stdlib", there)):
        ordered = sorted(taken)
        p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
        mean, median = statistics.mean(taken), statistics.median(taken)
        print(f"{name:10}  mean {mean:.3f}  median {median:.3f}  p99 {p99:.3f}  max {ordered[-1]:.3f}  ms a message")
    print(f"ratio of the means: {statistics.mean(there) / statistics.mean(here):.1f}")


if __name__ == "__main__":
    main()
