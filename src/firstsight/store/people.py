"""What is known of somebody, and how it is taken back: queries and changes of the ledger by people, not by mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from firstsight.errors import ConfigError
from firstsight.model import Observation, Verdict
from firstsight.relations import SCALES
from firstsight.store.disk import DiskStore
from firstsight.store.log import packed
from firstsight.surprise.decay import decay
from firstsight.surprise.fold import learn
from firstsight.surprise.normal import Scale
from firstsight.surprise.unlearn import unlearn, unlearn_rate

FORGOTTEN = "(forgotten)"
"""Stands in the log where an address was."""

Row = tuple[int, int, int, int, int, int, float]
"""subject, relation, value, day, peers, messages, amount: a row of the ledger."""


class Known(Struct, frozen=True):
    """One thing known of a subject: how much it weighs today, on how many days it was seen, first and last of them."""

    relation: str
    value: str
    weight: float
    days: int
    first: int
    last: int


def knowledge(store: DiskStore, subject: str, today: int) -> list[Known]:
    """Everything that is counted of a subject, heaviest first within each relation; the open day included."""
    number = store.log.names.number(subject)
    rows = store.log.execute(
        "SELECT r.id, COALESCE(n.words, ''), d.day FROM ("
        "  SELECT relation, value, day FROM seen WHERE subject = ?"
        "  UNION SELECT relation, value, ? FROM fresh WHERE subject = ?"
        ") d JOIN relation r ON r.code = d.relation LEFT JOIN name n ON n.number = d.value",
        (number, today, number),
    )
    days: dict[tuple[str, str], set[int]] = {}
    for relation, value, day in rows:
        days.setdefault((relation, value), set()).add(day)
    found = []
    for (relation, value), seen in days.items():
        half_life = SCALES[relation].half_life_days if relation in SCALES else 30
        weight = sum(decay(max(0, today - day), half_life) for day in seen)
        found.append(Known(relation, value, weight, len(seen), min(seen), max(seen)))
    return sorted(found, key=lambda known: (known.relation, -known.weight, known.value))


def find(store: DiskStore, label: str) -> Verdict:
    """The latest verdict with this id (of the operator, or the uid or the beginning of one).

    Raises `ConfigError` where there is none or the beginning fits several.
    """
    found = list(store.log.verdicts("label = ? OR uid = ?", (label.strip("<>"), label)))
    if not found and len(label) >= 6:
        found = list(store.log.verdicts("uid >= ? AND uid < ?", (label, label + "g")))
        if len(found) > 1:
            raise ConfigError(f"{label}: {len(found)} messages have an id that begins so")
    if not found:
        raise ConfigError(f"{label}: no message with this id was judged here")
    return found[-1]


def forget(store: DiskStore, address: str) -> int:
    """Take a person out of everything that was learnt, exactly, and out of the log; the number of ledger rows removed.

    Verdicts on the person's own mail are deleted; in those that name the person the address is replaced.
    """
    name = store.log.names.number
    values = [name(address), *store.log.numbers_ending(f" <{address}>")]  # an address, and a name with its address
    rows: dict[Row, None] = dict.fromkeys(
        store.log.execute("SELECT * FROM seen WHERE subject = ?", (name(f"mail:{address}"),))
    )
    for value in values:
        rows.update(dict.fromkeys(store.log.execute("SELECT * FROM seen WHERE value = ?", (value,))))
    _remove(store, [(row, None) for row in rows], lambda: _purge(store, address, values))
    return len(rows)


def _purge(store: DiskStore, address: str, values: list[int]) -> None:
    """The rest of the log, inside the transaction that removes the ledger rows."""
    db = store.log
    person = f"mail:{address}"
    number = db.names.number(person)
    db.execute("DELETE FROM fresh WHERE subject = ?", (number,))
    for value in values:
        db.execute("DELETE FROM fresh WHERE value = ?", (value,))
    for kept in (number, *values):
        db.execute("DELETE FROM name WHERE number = ?", (kept,))
    db.forget_names()
    for verdict in list(db.verdicts()):
        if verdict.author == address:
            db.execute("DELETE FROM verdict WHERE uid = ?", (verdict.uid,))
            db.execute("DELETE FROM label WHERE uid = ?", (verdict.uid,))
        elif (left := _without(verdict, address)) != verdict:
            db.execute("UPDATE verdict SET decided = ? WHERE uid = ?", (packed(left), verdict.uid))
    db.drop_evidence(person)


def _without(verdict: Verdict, address: str) -> Verdict:
    """The verdict with nothing in it that names the person; the same where nothing does."""
    person, borne = f"mail:{address}", f" <{address}>"
    mention = re.compile(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)")

    def other(observation: Observation) -> bool:
        return person != observation.subject and address != observation.value and not observation.value.endswith(borne)

    def blotted(text: str) -> str:
        return mention.sub(FORGOTTEN, text) if address in text else text

    facts = verdict.facts
    return replace(
        verdict,
        recipients=tuple(r if r != address else FORGOTTEN for r in verdict.recipients),
        surprises=tuple(s for s in verdict.surprises if other(s.observation)),
        remember=tuple(o for o in verdict.remember if other(o)),
        facts=replace(facts, own_name=FORGOTTEN) if facts.own_name == address else facts,
        findings=tuple(replace(f, reason=blotted(f.reason)) for f in verdict.findings),
        terms=tuple(replace(term, reason=blotted(term.reason)) for term in verdict.terms),
        reason=blotted(verdict.reason),
    )


def report(store: DiskStore, verdict: Verdict) -> bool:
    """A person says that this mail was bad: what it taught is unlearnt. False where it had taught nothing."""
    store.log.label(verdict.uid, bad=True)
    if not verdict.learn:
        return False
    changes: list[tuple[Row, Row | None]] = []
    folded = store.log.folded
    released = verdict.counted_on is not None
    day = verdict.day if verdict.counted_on is None else verdict.counted_on
    with store.log.transaction():
        for (code, value, peers, subject), amount in store.log.rows_of(verdict).items():
            scale = store.scale(code)
            if released and (scale is None or scale.kind == "rate"):
                continue  # a release did not count it
            if folded is None or day > folded:
                store.log.unteach(code, value, peers, subject, amount)
                continue
            key = (subject, code, value, day, peers)
            found = store.log.execute(
                "SELECT * FROM seen WHERE subject = ? AND relation = ? AND value = ? AND day = ? AND peers = ?", key
            ).fetchone()
            if found:
                left = (*key, found[5] - 1, found[6] - (0.0 if released else amount))
                changes.append((found, left if left[5] > 0 else None))
    _remove(store, changes, lambda: store.log.rewrite(replace(verdict, learn=False, counted_on=None)))
    return True


def release(store: DiskStore, verdict: Verdict) -> bool:
    """A person says that this mail is fine: it teaches at once. False where it had taught already.

    It is counted on the last folded day, so that ledger and snapshot agree whenever the next mail comes.
    """
    store.log.label(verdict.uid, bad=False)
    if verdict.learn:
        return False
    folded = store.log.folded
    if folded is None:  # there is no normal yet that could know it
        taught = replace(verdict, learn=True)
        with store.log.transaction() as db:
            store.log.teach(db, taught)
            store.log.rewrite(taught)
        return True
    taught = replace(verdict, learn=True, counted_on=folded)
    with store.snapshot.write(folded) as cells, store.log.transaction() as db:
        store.log.keep_names(db, taught)
        for code, value, peers, subject in store.log.rows_of(taught):
            scale = store.scale(code)
            if scale is None or scale.kind == "rate":
                continue  # how much came on a day is past
            db.execute(
                "INSERT INTO seen VALUES (?, ?, ?, ?, ?, 1, 0.0) ON CONFLICT DO UPDATE SET messages = messages + 1",
                (subject, code, value, folded, peers),
            )
            learn(store.number(code), store.path(subject, peers), value, scale, folded, cells)
        store.log.rewrite(taught)
    store.renew()
    return True


def _remove(store: DiskStore, changes: Iterable[tuple[Row, Row | None]], also: Callable[[], None]) -> None:
    """Replace ledger rows (None: remove) and move the snapshot's counts with them; both or neither."""
    by_value: dict[tuple[int, int], list[tuple[Row, Row | None]]] = {}
    for row, left in changes:
        by_value.setdefault((row[1], row[2]), []).append((row, left))
    folded = store.snapshot.folded
    with store.log.transaction() as db:
        db.execute("CREATE INDEX IF NOT EXISTS seen_value ON seen (value, relation)")
    with store.snapshot.write(folded if folded is not None else -(2**31)) as cells, store.log.transaction() as db:
        for (code, value), some in by_value.items():
            scale = store.scale(code)
            before = _paths(store, code, value, scale)
            for row, left in some:
                db.execute(
                    "DELETE FROM seen WHERE subject = ? AND relation = ? AND value = ? AND day = ? AND peers = ?",
                    row[:5],
                )
                if left:
                    db.execute("INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?, ?)", left)
                if scale is not None and scale.kind == "rate":
                    path, amount = store.path(row[0], row[4]), left[6] if left else None
                    unlearn_rate(store.number(code), path, row[6], amount, scale, row[3], cells)
            if scale is not None and scale.kind != "rate":
                unlearn(store.number(code), value, before, _paths(store, code, value, scale), scale, cells)
        also()
    store.renew()


def _paths(store: DiskStore, code: int, value: int, scale: Scale | None) -> list[tuple[tuple[int, ...], int]]:
    """(path, day) of every counted row of one value: once a day for each subject."""
    if scale is None or scale.kind == "rate":
        return []
    rows = store.log.execute(
        "SELECT subject, MIN(peers), day FROM seen WHERE value = ? AND relation = ? GROUP BY subject, day",
        (value, code),
    )
    return [(store.path(subject, peers), day) for subject, peers, day in rows]
