"""An archive judged as if it came in now: each message with what was known before it, then learnt.

What is stopped goes on where it was: messages that the store has judged are recalled, not judged again. The lines that
come out are therefore always those of the whole archive, each message once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from firstsight.errors import InputError, UnavailableError
from firstsight.mail.inside import Open
from firstsight.mail.read import read, uid_of, unreadable
from firstsight.model import AuthResults, EmailActivity, Envelope, Perimeter, Verdict
from firstsight.pipeline import Engine

BATCH = 200
"""Messages judged between two writes: a stop loses at most the work on so many."""


Check = Callable[[bytes, Envelope, str], AuthResults]
"""Authenticates octets that came with an envelope, for the domain of their author."""


class Arrived(Struct, frozen=True):
    """Octets and when they came in."""

    raw: bytes
    received_at: int


class Count(Struct):
    """How far a replay is."""

    seen: int = 0
    judged: int = 0
    recalled: int = 0
    duplicates: int = 0
    unreadable: int = 0


class Once:
    """Remembers which uids were met in this run, on disk, so that a copy of a message is not told twice."""

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = OFF")
            self._db.execute("PRAGMA synchronous = OFF")
            self._db.execute("CREATE TABLE met (uid TEXT PRIMARY KEY) WITHOUT ROWID")
        except sqlite3.Error as fault:
            raise UnavailableError(f"{path}: {fault}") from fault

    def first(self, uid: str) -> bool:
        """Whether this uid was not met before."""
        return bool(self._db.execute("INSERT OR IGNORE INTO met VALUES (?)", (uid,)).rowcount)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def replay(
    arrived: Iterable[Arrived],
    engine: Engine,
    perimeter: Perimeter,
    once: Once,
    count: Count,
    check: Check | None = None,
    apart: Open | None = None,
) -> Iterator[Verdict]:
    """Verdicts in the order of `arrived` (ascending time); `count` is kept up to date.

    `check` authenticates a message itself where the archive's Authentication-Results are not to be used; `apart` opens
    files that need a process of their own.
    Raises `UnavailableError` where the store cannot be written; what was yielded before is safely kept.
    """
    batch: list[Arrived] = []
    for message in arrived:
        count.seen += 1
        if not once.first(uid_of(message.raw)):
            count.duplicates += 1
            continue
        batch.append(message)
        if len(batch) >= BATCH:
            yield from _judged(batch, engine, perimeter, count, check, apart)
            batch = []
    yield from _judged(batch, engine, perimeter, count, check, apart)


def _judged(
    batch: list[Arrived],
    engine: Engine,
    perimeter: Perimeter,
    count: Count,
    check: Check | None,
    apart: Open | None,
) -> list[Verdict]:
    uids = [uid_of(message.raw) for message in batch]
    known = engine.recall(uids)
    fresh = [message for uid, message in zip(uids, batch, strict=True) if uid not in known]
    events = [event_of(message, perimeter, count, check, apart) for message in fresh]
    verdicts = dict(known) | {verdict.uid: verdict for verdict in engine.handle(events)}
    count.recalled += len(known)
    count.judged += len(events)
    return [verdicts[uid] for uid in uids]


def event_of(
    message: Arrived, perimeter: Perimeter, count: Count, check: Check | None, apart: Open | None = None
) -> EmailActivity:
    """The message as read; what cannot be read is counted and is an empty message with its fault."""
    try:
        event = read(message.raw, perimeter, received_at=message.received_at, apart=apart)
        if check is None:
            return event
        auth = check(message.raw, event.envelope, event.author.domain)
        return read(message.raw, perimeter, received_at=message.received_at, auth=auth, apart=apart)
    except InputError as fault:
        count.unreadable += 1
        return unreadable(message.raw, perimeter, str(fault), received_at=message.received_at)
