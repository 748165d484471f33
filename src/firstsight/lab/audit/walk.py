"""An archive judged as a replay judges it, each message handed on together with its verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from firstsight.lab.replay import BATCH, Arrived, Check, Count, Once, event_of
from firstsight.mail.inside import Open
from firstsight.mail.read import uid_of
from firstsight.model import EmailActivity, Message, Perimeter, Verdict
from firstsight.pipeline import Engine


def walk(
    arrived: Iterable[Arrived],
    engine: Engine,
    perimeter: Perimeter,
    once: Once,
    count: Count,
    check: Check | None = None,
    apart: Open | None = None,
) -> Iterator[tuple[Verdict, Message]]:
    """As `lab.replay.replay`, with the message beside its verdict: also of messages that were judged in an earlier run.

    Raises `UnavailableError` where the store cannot be written; what was yielded before is safely kept.
    """
    batch: list[EmailActivity] = []
    for message in arrived:
        count.seen += 1
        if not once.first(uid_of(message.raw)):
            count.duplicates += 1
            continue
        batch.append(event_of(message, perimeter, count, check, apart))
        if len(batch) >= BATCH:
            yield from _judged(batch, engine, count)
            batch = []
    yield from _judged(batch, engine, count)


def _judged(batch: list[EmailActivity], engine: Engine, count: Count) -> Iterator[tuple[Verdict, Message]]:
    known = len(engine.recall([event.uid for event in batch]))
    verdicts = engine.handle(batch)
    count.recalled += known
    count.judged += len(batch) - known
    return zip(verdicts, (event.message for event in batch), strict=True)
