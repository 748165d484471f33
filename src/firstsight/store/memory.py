"""A store in memory: the reference for the contract, and what tests and simulations use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from firstsight.model import Verdict
from firstsight.relations import SCALES
from firstsight.store.ledger import lessons_of
from firstsight.surprise.cells import MemoryCells
from firstsight.surprise.fold import learn, learn_rate
from firstsight.surprise.normal import Normal, path_of
from firstsight.surprise.today import Tally


class MemoryStore:
    """Nothing is kept when the process ends. Satisfies `pipeline.Store`."""

    def __init__(self) -> None:
        self.cells: MemoryCells[str] = MemoryCells()
        self.verdicts: dict[str, Verdict] = {}
        self.said: dict[str, bool] = {}
        self._tallies: list[Tally] = []

    def normal(self) -> Normal:
        """As in `Store`."""
        return self.cells

    def recall(self, uids: Sequence[str]) -> Mapping[str, Verdict]:
        """As in `Store`."""
        return {uid: self.verdicts[uid] for uid in uids if uid in self.verdicts}

    def commit(self, verdicts: Sequence[Verdict]) -> None:
        """As in `Store`."""
        for verdict in verdicts:
            self.verdicts.setdefault(verdict.uid, verdict)

    def fold(self, tally: Tally) -> None:
        """As in `Store`."""
        if self._tallies and self._tallies[-1].day >= tally.day:
            return
        amounts: dict[tuple[str, tuple[str, ...]], float] = {}
        for verdict in self.open_day():
            for observation in lessons_of(verdict):
                relation, path = observation.relation, path_of(observation)
                scale = SCALES[relation]
                if scale.kind == "rate":
                    amounts[relation, path] = amounts.get((relation, path), 0.0) + observation.amount
                else:
                    learn(relation, path, observation.value, scale, tally.day, self.cells)
        for (relation, path), amount in amounts.items():
            learn_rate(relation, path, amount, SCALES[relation], tally.day, self.cells)
        self._tallies.append(tally)

    def tallies(self, days: int) -> Sequence[Tally]:
        """As in `Store`."""
        last = self._tallies[-1].day if self._tallies else 0
        return [tally for tally in self._tallies if tally.day > last - days]

    def labels(self) -> Sequence[tuple[Verdict, bool]]:
        """As in `Store`."""
        return [(self.verdicts[uid], bad) for uid, bad in self.said.items()]

    def open_day(self) -> Iterable[Verdict]:
        """As in `Store`."""
        folded = self._tallies[-1].day if self._tallies else -(2**31)
        return [verdict for verdict in self.verdicts.values() if verdict.day > folded]
