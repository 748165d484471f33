"""The log in SQLite: what was decided and what was counted. It is the truth; the snapshot follows from it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import msgspec
import zstandard

from firstsight.errors import ConfigError, UnavailableError
from firstsight.model import Verdict
from firstsight.relations import SCALES
from firstsight.store.ledger import NAMES_REMEMBERED, Names, lessons_of
from firstsight.surprise.normal import GROUP_PREFIX
from firstsight.surprise.today import Tally

FORMAT = b"1"
MOST_ASKED = 500
"""Names in one query, below the limit of every SQLite."""

MOST_LABELS = 5_000
"""Labels that a head is fitted on, the latest: it has a dozen weights."""

NO_PEERS = 0
"""`peers` of an observation whose subject has no group."""

_press, _unpress = zstandard.ZstdCompressor(level=1), zstandard.ZstdDecompressor()
_encode = msgspec.msgpack.Encoder().encode
_decode_verdict = msgspec.msgpack.Decoder(Verdict).decode
_decode_tally = msgspec.msgpack.Decoder(Tally).decode


def packed(thing: Verdict | Tally) -> bytes:
    """A row as kept: MessagePack in a Zstandard frame (RFC 8878)."""
    return _press.compress(_encode(thing))


def unpacked(row: bytes) -> Verdict:
    """The verdict in a row."""
    return _decode_verdict(_unpress.decompress(row))


class Log:
    """One SQLite file in WAL mode. Errors of the disk become `UnavailableError`; a transaction is all or nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._db = sqlite3.connect(path, isolation_level=None, cached_statements=64, timeout=30.0)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA cache_size = -32768")
            self._db.execute("PRAGMA wal_autocheckpoint = 8000")  # 32 MB: a checkpoint waits for the disk
            self._db.executescript(files("firstsight.store").joinpath("schema.sql").read_text(encoding="utf-8"))
        except sqlite3.Error as fault:
            raise ConfigError(f"{path}: the log cannot be opened: {fault}") from fault
        found = self._meta("format")
        if found not in (None, FORMAT):
            raise ConfigError(f"{path}: format {found!r} of the log is not known here")
        with self.transaction():
            for key, value in (("format", FORMAT), ("key", os.urandom(32))):
                self._db.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (key, value))
            self._db.executemany("INSERT OR IGNORE INTO relation (id) VALUES (?)", [(relation,) for relation in SCALES])
        self.names = Names(self._meta("key") or b"")
        self.codes: dict[str, int] = {i: code for code, i in self._db.execute("SELECT code, id FROM relation")}
        self._written: set[int] = set()

    def _meta(self, key: str) -> bytes | None:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All statements in it or none."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as fault:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise UnavailableError(f"{self._path}: {fault}") from fault

    def recall(self, uids: Sequence[str]) -> dict[str, Verdict]:
        """Verdicts by uid; those not there are left out."""
        found: dict[str, Verdict] = {}
        for start in range(0, len(uids), MOST_ASKED):
            some = uids[start : start + MOST_ASKED]
            query = f"SELECT uid, decided FROM verdict WHERE uid IN ({','.join('?' * len(some))})"  # noqa: S608  (only ?)
            found.update((uid, unpacked(row)) for uid, row in self._db.execute(query, some))
        return found

    def append(self, verdicts: Sequence[Verdict]) -> None:
        """Keep verdicts and what they teach; one whose uid is there already changes nothing."""
        with self.transaction() as db:
            for v in verdicts:
                done = db.execute(
                    "INSERT OR IGNORE INTO verdict (uid, label, time, day, action, score, decided)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (v.uid, v.label, v.time, v.day, v.action.value, v.score, packed(v)),
                )
                if done.rowcount:
                    self.teach(db, v)

    def rows_of(self, verdict: Verdict) -> dict[tuple[int, int, int, int], float]:
        """What a verdict teaches: (relation, value, peers, subject) in numbers, each once, and the amount."""
        number = self.names.number
        rows: dict[tuple[int, int, int, int], float] = {}
        for o in lessons_of(verdict):
            peers = number(GROUP_PREFIX + o.group) if o.group else NO_PEERS
            key = (self.codes[o.relation], number(o.value), peers, number(o.subject))
            rows[key] = rows.get(key, 0.0) + o.amount
        return rows

    def teach(self, db: sqlite3.Connection, verdict: Verdict) -> None:
        """Count a verdict's lessons on the open day."""
        self.keep_names(db, verdict)
        db.executemany(
            "INSERT INTO fresh VALUES (?, ?, ?, ?, 1, ?) ON CONFLICT DO UPDATE"
            " SET messages = messages + 1, amount = amount + excluded.amount",
            [(*key, amount) for key, amount in self.rows_of(verdict).items()],
        )

    def keep_names(self, db: sqlite3.Connection, verdict: Verdict) -> None:
        """Keep the words of the names in a verdict's lessons, where they are not known to be kept."""
        names = {name for o in lessons_of(verdict) for name in (o.value, o.subject, GROUP_PREFIX + o.group)}
        words = {number: name for name in names if (number := self.names.number(name)) not in self._written}
        if words:
            db.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", words.items())
            if len(self._written) > 4 * NAMES_REMEMBERED:
                self._written.clear()
            self._written.update(words)

    def unteach(self, relation: int, value: int, peers: int, subject: int, amount: float) -> None:
        """Take one message's share of a row of the open day away."""
        key = (relation, value, peers, subject)
        self._db.execute(
            "UPDATE fresh SET messages = messages - 1, amount = amount - ?"
            " WHERE relation = ? AND value = ? AND peers = ? AND subject = ?",
            (amount, *key),
        )
        self._db.execute(
            "DELETE FROM fresh WHERE messages <= 0 AND relation = ? AND value = ? AND peers = ? AND subject = ?", key
        )

    def rewrite(self, verdict: Verdict) -> None:
        """Put a changed verdict in place of the one with its uid."""
        self._db.execute("UPDATE verdict SET decided = ? WHERE uid = ?", (packed(verdict), verdict.uid))

    def label(self, uid: str, *, bad: bool) -> None:
        """Keep what a person said of a verdict; the last word counts."""
        self._db.execute("INSERT OR REPLACE INTO label VALUES (?, ?)", (uid, bad))

    def labels(self) -> list[tuple[Verdict, bool]]:
        """The latest labels with their verdicts, at most `MOST_LABELS`."""
        rows = self._db.execute(
            "SELECT v.decided, l.bad FROM label l JOIN verdict v ON v.uid = l.uid ORDER BY v.seq DESC LIMIT ?",
            (MOST_LABELS,),
        )
        return [(unpacked(decided), bool(bad)) for decided, bad in rows]

    def numbers_ending(self, end: str) -> list[int]:
        """The numbers of all kept names whose words end so; every name is looked at."""
        rows = self._db.execute("SELECT number FROM name WHERE substr(words, -length(?1)) = ?1", (end,))
        return [number for (number,) in rows]

    def forget_names(self) -> None:
        """Do not trust that the words of a number are there any more."""
        self._written.clear()

    def drop_evidence(self, entity: str) -> None:
        """Take what was gathered about an entity out of the kept tallies."""
        for tally in self.tallies(2**30):
            if tally.evidence.pop(entity, None) is not None:
                self._db.execute("UPDATE tally SET counted = ? WHERE day = ?", (packed(tally), tally.day))

    def fresh(self) -> Iterable[tuple[int, int, int, int, float]]:
        """(relation, value, peers, subject, amount) of the open day, so sorted that neighbours share cells."""
        return self._db.execute("SELECT relation, value, peers, subject, amount FROM fresh")

    def words(self, relation: str, subject: str, since: int) -> list[str]:
        """The values that a subject did in a relation on settled days from `since` on, each once, in words."""
        rows = self._db.execute(
            "SELECT n.words FROM (SELECT DISTINCT s.value FROM tally t"
            " CROSS JOIN seen s ON s.day = t.day AND s.relation = ? AND s.subject = ?"  # its key begins with these two
            " WHERE t.day >= ?) d JOIN name n ON n.number = d.value",
            (self.codes.get(relation), self.names.number(subject), since),
        )
        return [words for (words,) in rows]

    def settle(self, tally: Tally) -> None:
        """The open day is over: its counts go to the ledger under its date, its tally is kept. Idempotent by day."""
        with self.transaction() as db:
            if db.execute("SELECT 1 FROM tally WHERE day >= ?", (tally.day,)).fetchone():
                return
            db.execute(
                "INSERT INTO seen SELECT subject, relation, value, ?, peers, messages, amount FROM fresh"
                " ORDER BY relation, value, peers, subject",
                (tally.day,),
            )
            db.execute("DELETE FROM fresh")
            db.execute("INSERT INTO tally VALUES (?, ?)", (tally.day, packed(tally)))

    def tallies(self, days: int) -> list[Tally]:
        """The tallies of the last so many days, oldest first."""
        rows = self._db.execute(
            "SELECT counted FROM tally WHERE day > (SELECT MAX(day) FROM tally) - ? ORDER BY day", (days,)
        )
        return [_decode_tally(_unpress.decompress(row[0])) for row in rows]

    @property
    def folded(self) -> int | None:
        """The last day whose tally is kept."""
        row = self._db.execute("SELECT MAX(day) FROM tally").fetchone()
        return int(row[0]) if row[0] is not None else None

    def verdicts(self, where: str = "1", parameters: Sequence[object] = ()) -> Iterator[Verdict]:
        """Verdicts in the order of judgement; `where` is a condition written here in the program, never input."""
        query = f"SELECT decided FROM verdict WHERE {where} ORDER BY seq"  # noqa: S608  (conditions are literals of ours)
        for row in self._db.execute(query, parameters):
            yield unpacked(row[0])

    def execute(self, query: str, parameters: Sequence[object] = ()) -> sqlite3.Cursor:
        """A query of the ledger."""
        return self._db.execute(query, parameters)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
