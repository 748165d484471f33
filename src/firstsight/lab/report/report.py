"""The report itself: takes verdicts one after the other in bounded memory, then writes one page."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from firstsight.lab.audit.tally import LinkTally
from firstsight.lab.report.page import Kept, page
from firstsight.lab.report.rows import Namer, Row
from firstsight.lab.report.tally import KINDS, Best, Tally
from firstsight.model import ActionKind, Verdict

KEPT = 120
"""Messages kept of each action: many more than are listed, because those that are alike become one."""


class Report:
    """Verdicts in, one self-contained HTML page out.

    `org_domains` are the own domains (they are not defanged), `budgets` maps annotate, lock and hold to the share of
    mail that may get at least that (lock: of mail with links), `titles` maps relation ids to words.
    """

    def __init__(
        self,
        title: str,
        org_domains: Collection[str],
        budgets: Mapping[str, float],
        titles: Mapping[str, str] | None = None,
    ) -> None:
        self._title = title
        self._budgets = {kind.value: budgets[kind.value] for kind in KINDS if kind.value in budgets}
        self._namer = Namer(org_domains, titles or {})
        self._tally = Tally(domain.lower() for domain in org_domains)
        self._rewrites = LinkTally(org_domains)
        self._acted: dict[ActionKind, Best[Row]] = {kind: Best(KEPT) for kind in KINDS if kind is not ActionKind.NONE}
        self._early: Best[Row] = Best(KEPT)
        self._surprising: Best[Row] = Best(KEPT)
        self._models: dict[str, None] = {}

    def add(self, v: Verdict) -> None:
        """Counts a verdict and keeps it only if it is among the most important ones."""
        self._tally.add(v)
        self._rewrites.add(v)
        row: Row | None = None
        if v.action in self._acted and self._acted[v.action].wants((v.score,)):
            row = self._namer.row(v)
            self._acted[v.action].add((v.score,), row)
        rank = (-v.p, max(v.lenses, default=0.0), v.score)
        best = self._surprising if self._tally.settled(v) else self._early
        if v.surprises and best.wants(rank):
            best.add(rank, row or self._namer.row(v))
        if v.model and len(self._models) < 4:
            self._models[v.model[:120]] = None

    def html(self) -> str:
        """The page for what was added so far; more may be added afterwards."""
        settled = self._surprising.items()
        kept = Kept(
            acted={kind.value: best.items() for kind, best in self._acted.items()},
            surprising=settled or self._early.items(),
            settled=bool(settled),
            models=tuple(self._models),
            rewrites=self._rewrites,
        )
        return page(self._title, self._tally, kept, self._budgets, self._namer)
