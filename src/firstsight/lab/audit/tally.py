"""What is counted of the verdicts: rewritten links a day by gateway, by whose gateway it was, and by class.

It takes verdicts alone, so that the report of a replay and the audit of an archive count the same. Memory is bounded by
days times gateways times classes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from firstsight.lab.audit.classes import NEEDLESS, Class, class_of, days_seen, is_own
from firstsight.model import ActionKind, Rewritten, Verdict
from firstsight.pipeline import LAST_DAY

OURS, THEIRS, UNTOLD = "own", "other", "unknown"
"""Whose gateway rewrote a link: the organisation's, somebody else's, or the link does not say."""

MOST_OWNERS = 5_000
"""Domains whose gateways are told apart; senders choose them, so that there must be an end."""

OTHERS = "*"
"""The owners beyond `MOST_OWNERS` together."""

Key = TypeVar("Key", bound=Hashable)

Row = tuple[str, int, Counter[Class], Counter[str]]
"""A gateway: its name, messages, links by class, links by whose gateway it was."""


class Day:
    """One day. A message counts as rewritten if one of its links is."""

    __slots__ = ("acted", "cells", "gateways", "linked", "messages", "rewritten")

    def __init__(self) -> None:
        self.messages = 0
        self.linked = 0
        """Messages with links."""
        self.rewritten = 0
        """Messages with rewritten links."""
        self.cells: Counter[tuple[str, str, Class]] = Counter()
        """Rewritten links by gateway, whose it was, and class."""
        self.gateways: Counter[str] = Counter()
        """Messages by gateway; one with links of two gateways counts for both."""
        self.acted: Counter[tuple[Class, ActionKind]] = Counter()
        """Rewritten links by class and by what was done to their message."""

    def add(self, verdict: Verdict) -> None:
        """Counts the message, not yet its links."""
        self.messages += 1
        self.linked += bool(verdict.links)

    @property
    def guarded(self) -> int:
        """Links that led somewhere never seen before, in messages that were locked or held."""
        return self.acted[Class.NEW, ActionKind.LOCK] + self.acted[Class.NEW, ActionKind.HOLD]

    def classes(self) -> Counter[Class]:
        """Rewritten links by class."""
        return summed((kind, links) for (_, _, kind), links in self.cells.items())

    def by_gateway(self) -> list[Row]:
        """What each gateway rewrote, the most links first."""
        rows: dict[str, Row] = {
            name: (name, messages, Counter(), Counter()) for name, messages in self.gateways.items()
        }
        for (name, whose, kind), links in self.cells.items():
            rows[name][2][kind] += links
            rows[name][3][whose] += links
        return sorted(rows.values(), key=lambda row: (-row[2].total(), row[0]))


class LinkTally:
    """All counts. `days` holds those with messages; a verdict belongs to the day whose snapshot judged it."""

    def __init__(self, own: Iterable[str]) -> None:
        """`own`: the organisation's domains."""
        self.own = frozenset(domain.lower().rstrip(".") for domain in own)
        self.days: dict[int, Day] = {}
        self.owners: dict[tuple[str, str], list[int]] = {}
        """(domain of the owner, gateway): messages and links; the domain is "" where the link does not say."""

    def add(self, verdict: Verdict, rewritten: tuple[Rewritten, ...] | None = None) -> Mapping[str, float]:
        """Counts a message with the links that were rewritten in it: those of the verdict where none are given.

        Gives back its link domains with the decayed days on which they had been seen, for whoever asks further.
        """
        number = min(max(verdict.day, 0), LAST_DAY)
        day = self.days.get(number)
        if day is None:
            day = self.days[number] = Day()
        day.add(verdict)
        links = verdict.rewritten if rewritten is None else rewritten
        if not links:
            return {}
        seen = days_seen(verdict.surprises)
        day.rewritten += 1
        for one in links:
            kind = class_of(one.host, one.domain, seen, self.own)
            day.cells[one.gateway, self.whose(one.owner), kind] += one.count
            day.acted[kind, verdict.action] += one.count
        day.gateways.update({one.gateway for one in links})
        self._meet(links)
        return seen

    def whose(self, owner: str) -> str:
        """Whose gateway it was, by the domain of the recipient that the link names."""
        return (OURS if is_own(owner, self.own) else THEIRS) if owner else UNTOLD

    def _meet(self, links: tuple[Rewritten, ...]) -> None:
        met: Counter[tuple[str, str]] = Counter()
        for one in links:
            key = one.owner, one.gateway
            full = len(self.owners) >= MOST_OWNERS and key not in self.owners
            met[(OTHERS, one.gateway) if full else key] += one.count
        for key, count in met.items():
            counts = self.owners.setdefault(key, [0, 0])
            counts[0] += 1
            counts[1] += count

    @property
    def messages(self) -> int:
        """All messages."""
        return sum(day.messages for day in self.days.values())

    @property
    def linked(self) -> int:
        """Messages with links."""
        return sum(day.linked for day in self.days.values())

    @property
    def rewritten(self) -> int:
        """Messages with rewritten links."""
        return sum(day.rewritten for day in self.days.values())

    @property
    def links(self) -> int:
        """Rewritten links."""
        return sum(self.classes().values())

    @property
    def guarded(self) -> int:
        """Links that led somewhere never seen before, in messages that were locked or held."""
        return sum(day.guarded for day in self.days.values())

    def classes(self) -> Counter[Class]:
        """Rewritten links by class."""
        return summed(pair for day in self.days.values() for pair in day.classes().items())

    def acted(self) -> Counter[tuple[Class, ActionKind]]:
        """Rewritten links by class and action."""
        return summed(pair for day in self.days.values() for pair in day.acted.items())

    def gateways(self) -> list[Row]:
        """What each gateway rewrote, the most links first."""
        whole = Day()
        for day in self.days.values():
            whole.gateways.update(day.gateways)
            whole.cells.update(day.cells)
        return whole.by_gateway()


def summed(pairs: Iterable[tuple[Key, int]]) -> Counter[Key]:
    """The sum of the numbers of each key."""
    total: Counter[Key] = Counter()
    for key, number in pairs:
        total[key] += number
    return total


def needless(classes: Mapping[Class, int]) -> int:
    """How many of these links needed no rewriting."""
    return sum(classes.get(kind, 0) for kind in NEEDLESS)
