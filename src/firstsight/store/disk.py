"""The store of a real installation: log and snapshot in one folder, always agreeing.

DIR/log.sqlite      verdicts, ledger, tallies (the truth)
DIR/normal.lmdb     the snapshot of last midnight
DIR/lock            held while a process writes
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from firstsight.errors import ConfigError
from firstsight.model import Verdict
from firstsight.relations import SCALES
from firstsight.store.log import NO_PEERS, Log
from firstsight.store.snapshot import Snapshot, Writer
from firstsight.surprise.fold import learn, learn_rate
from firstsight.surprise.normal import ORGANISATION, Normal, Scale
from firstsight.surprise.today import Tally


class DiskStore:
    """Satisfies `pipeline.Store`. Raises `ConfigError` where the folder cannot be used or is in use."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = (folder / "lock").open("w")
        except OSError as fault:
            raise ConfigError(f"{folder}: cannot be used as a store: {fault.strerror}") from fault
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise ConfigError(f"{folder}: another process is writing to this store") from fault
        self.folder = folder
        self.log = Log(folder / "log.sqlite")
        self.snapshot = Snapshot(folder / "normal.lmdb", self.log.names)
        self._org = self.log.names.number(ORGANISATION)
        self._numbers = {code: self.log.names.number(i) for i, code in self.log.codes.items()}
        self._scales = {code: SCALES[i] for i, code in self.log.codes.items() if i in SCALES}
        self._agree()
        self._view = self.snapshot.view(self.log.words)

    def normal(self) -> Normal:
        """As in `Store`."""
        return self._view

    def recall(self, uids: Sequence[str]) -> Mapping[str, Verdict]:
        """As in `Store`."""
        return self.log.recall(uids)

    def commit(self, verdicts: Sequence[Verdict]) -> None:
        """As in `Store`."""
        if verdicts:
            self.log.append(verdicts)

    def fold(self, tally: Tally) -> None:
        """As in `Store`. The ledger is settled just before the snapshot: if only it is, the next start catches up."""
        folded = self.log.folded
        if folded is not None and folded >= tally.day:
            return
        with self.snapshot.write(tally.day) as cells:
            for relation, value, peers, subject, amount in self.log.fresh():
                self._learn(cells, relation, subject, value, peers, amount, tally.day)
            self.log.settle(tally)
        self.renew()

    def tallies(self, days: int) -> Sequence[Tally]:
        """As in `Store`."""
        return self.log.tallies(days)

    def labels(self) -> Sequence[tuple[Verdict, bool]]:
        """As in `Store`."""
        return self.log.labels()

    def open_day(self) -> Iterable[Verdict]:
        """As in `Store`."""
        folded = self.log.folded
        return self.log.verdicts("day > ?", (folded if folded is not None else -(2**31),))

    def path(self, subject: int, peers: int) -> tuple[int, ...]:
        """The contexts of a ledger row, as `normal.path_of` gives them by name."""
        if subject == self._org:
            return (subject,)
        return (subject, self._org) if peers == NO_PEERS else (subject, peers, self._org)

    def scale(self, code: int) -> Scale | None:
        """The scale of a relation by its code in the ledger; None: no longer in the catalogue."""
        return self._scales.get(code)

    def number(self, code: int) -> int:
        """The name of a relation in the snapshot."""
        return self._numbers[code]

    def rebuild(self) -> None:
        """Make the snapshot anew from the ledger, day by day, as the nightly folds made it."""
        self.snapshot.replace((), -(2**31))
        self._catch_up()

    def _catch_up(self) -> None:
        since, last = self.snapshot.folded, self.log.folded
        if last is None or since is None:
            return
        with self.snapshot.write(last) as cells:
            rows = self.log.execute(
                "SELECT day, relation, value, peers, subject, amount FROM seen WHERE day > ? ORDER BY 1, 2, 3, 4, 5",
                (since,),
            )
            for day, relation, value, peers, subject, amount in rows:
                self._learn(cells, relation, subject, value, peers, amount, day)

    def renew(self) -> None:
        """Look at the snapshot as it is now."""
        self._view.close()
        self._view = self.snapshot.view(self.log.words)

    def close(self) -> None:
        """Let go of the folder."""
        self._view.close()
        self.snapshot.close()
        self.log.close()
        self._lock.close()

    def _agree(self) -> None:
        """The snapshot may be older than the ledger after a crash, or newer after a restored backup."""
        snapshot, ledger = self.snapshot.folded, self.log.folded
        if snapshot == ledger:
            return
        if snapshot is not None and ledger is not None and snapshot < ledger:
            self._catch_up()
        else:
            self.rebuild()

    def _learn(
        self, cells: Writer, relation: int, subject: int, value: int, peers: int, amount: float, day: int
    ) -> None:
        scale = self._scales.get(relation)
        if scale is None:
            return  # a relation that is no longer in the catalogue
        name, path = self._numbers[relation], self.path(subject, peers)
        if scale.kind == "rate":
            learn_rate(name, path, amount, scale, day, cells)
        else:
            learn(name, path, value, scale, day, cells)
