"""What is kept of the verdicts that pass by: counts a day and a week, rosters, the few highest. All is bounded."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from firstsight.model import ActionKind, Direction, IntentClass, Surprise, Verdict
from firstsight.surprise.normal import GROUP_PREFIX

DIRECTIONS = tuple(Direction)
KINDS = tuple(ActionKind)
INTENTS = tuple(IntentClass)

FIRST, LAST = 0, 47_482
"""Days that are told apart: 1970 to 2099. What is dated outside counts on the nearest."""

BIN_NATS = 0.125
BINS = 256
"""-ln p of messages, 32 nats; the median of a week is read from the middle of its bin."""

ROSTER = 20_000
"""Names kept in a roster after it was thinned out."""

SETTLING_DAYS = 28
"""Days in which nearly everything is new; what is most surprising is looked for after them, if there is any."""

PEOPLE = 200_000
"""Own addresses that are told apart."""

Item = TypeVar("Item")


class Best(Generic[Item]):
    """The `most` items with the highest ranks; of equals the earlier one stays."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._heap: list[tuple[tuple[float, ...], int, Item]] = []
        self._seen = 0

    def wants(self, rank: tuple[float, ...]) -> bool:
        """Whether an item of this rank would be kept."""
        return len(self._heap) < self._most or rank > self._heap[0][0]

    def add(self, rank: tuple[float, ...], item: Item) -> None:
        """Offers an item."""
        self._seen += 1
        entry = (rank, -self._seen, item)
        if len(self._heap) < self._most:
            heapq.heappush(self._heap, entry)
        elif rank > self._heap[0][0]:
            heapq.heapreplace(self._heap, entry)

    def items(self) -> list[Item]:
        """What was kept, the highest first."""
        return [item for _, _, item in sorted(self._heap, key=lambda entry: entry[:2], reverse=True)]


class Standing:
    """What is known of one name: messages, those acted on, the smallest p while settling and the smallest since."""

    __slots__ = ("acted", "early", "messages", "p")

    def __init__(self) -> None:
        self.messages = 0
        self.acted = 0
        self.early = 1.0
        self.p = 1.0

    @property
    def rank(self) -> tuple[float, ...]:
        """The more was done and the rarer it was, the higher."""
        return (self.acted, -self.p, -self.early, self.messages)


class Roster:
    """Names with their standing; thinned to the highest `most` whenever there are twice as many."""

    def __init__(self, most: int = ROSTER) -> None:
        self._most = most
        self._names: dict[str, Standing] = {}
        self.thinned = False

    def add(self, name: str, acted: bool, p: float, settled: bool = True) -> None:
        """Counts one message of a name."""
        standing = self._names.get(name)
        if standing is None:
            if len(self._names) >= 2 * self._most:
                self._names = dict(self.top(self._most))
                self.thinned = True
            standing = self._names[name] = Standing()
        standing.messages += 1
        standing.acted += acted
        if settled:
            standing.p = min(standing.p, p)
        else:
            standing.early = min(standing.early, p)

    def top(self, most: int) -> list[tuple[str, Standing]]:
        """The highest first; equals in the order of their names."""
        ordered = sorted(self._names.items())
        return heapq.nlargest(most, ordered, key=lambda pair: pair[1].rank)

    def __len__(self) -> int:
        return len(self._names)


class Day:
    """One day: messages by direction, by strongest action, with links, and with links that were locked or held."""

    __slots__ = ("actions", "directions", "linked", "linked_locked")

    def __init__(self) -> None:
        self.directions = [0] * len(DIRECTIONS)
        self.actions = [0] * len(KINDS)
        self.linked = 0
        self.linked_locked = 0

    @property
    def messages(self) -> int:
        """All of the day."""
        return sum(self.actions)

    def spent(self, name: str) -> tuple[int, int]:
        """(messages that got at least this action, messages that could have); locks count among those with links."""
        if name == ActionKind.LOCK:
            return self.linked_locked, self.linked
        return sum(self.actions[ActionKind(name).rung :]), self.messages


class Week:
    """What was learnt in one week: observations, how many were new to whom, and how rare the messages were."""

    __slots__ = ("bins", "grouped", "new", "new_everywhere", "new_to_group", "observations")

    def __init__(self) -> None:
        self.observations = 0
        self.new = 0
        self.grouped = 0
        self.new_to_group = 0
        self.new_everywhere = 0
        self.bins = [0] * BINS

    def add(self, verdict: Verdict) -> None:
        """Counts the observations of one message; rates are never new and are left out."""
        self.bins[min(BINS - 1, int(-math.log(max(verdict.p, 1e-15)) / BIN_NATS))] += 1
        for surprise in verdict.surprises:
            if surprise.observation.amount == 0.0 and surprise.counts:
                self._observe(surprise)

    def _observe(self, surprise: Surprise) -> None:
        self.observations += 1
        new = surprise.counts[0].c == 0.0
        self.new += new
        self.new_everywhere += surprise.new_everywhere
        if surprise.observation.group:
            self.grouped += 1
            known = any(level.c > 0.0 for level in surprise.counts if level.level.startswith(GROUP_PREFIX))
            self.new_to_group += new and not known

    @property
    def median_p(self) -> float:
        """The p-value that half of the messages of the week reach; 1 for none."""
        if not sum(self.bins):
            return 1.0
        left = (sum(self.bins) + 1) // 2
        for number, messages in enumerate(self.bins):
            left -= messages
            if left <= 0:
                return math.exp(-(number + 0.5) * BIN_NATS)
        return 1.0


class Tally:
    """All counts of the report. `day` of a verdict decides where it belongs."""

    def __init__(self, org_domains: Iterable[str]) -> None:
        self._own = frozenset(org_domains)
        self.days: dict[int, Day] = {}
        self.weeks: dict[int, Week] = {}
        self.intents = [[0] * len(KINDS) for _ in INTENTS]
        self.senders = Roster()
        self.people = Roster()
        self.protected: set[int] = set()
        self.settled_from: int | None = None
        """The first day of which it is said what was surprising; None before the first message."""
        self.withheld = 0
        """Messages that got less than the policy wanted: budget, learning, or an exempt address."""

    def add(self, verdict: Verdict) -> None:
        """Counts one verdict."""
        number = min(LAST, max(FIRST, verdict.day))
        day = self.days.setdefault(number, Day())
        rung, acted = verdict.action.rung, verdict.action is not ActionKind.NONE
        day.directions[DIRECTIONS.index(verdict.direction)] += 1
        day.actions[rung] += 1
        if verdict.links:
            day.linked += 1
            day.linked_locked += rung >= ActionKind.LOCK.rung
        if self.settled_from is None:
            self.settled_from = number + SETTLING_DAYS
        self.weeks.setdefault(week_of(number), Week()).add(verdict)
        self.intents[INTENTS.index(verdict.intent.kind)][rung] += 1
        self.withheld += verdict.wanted.rung > rung
        for name in verdict.entities:
            if name.partition(":")[2] not in self._own:
                self.senders.add(name[:320], acted, verdict.p, self.settled(verdict))
        self._meet(verdict, acted)

    def settled(self, verdict: Verdict) -> bool:
        """Whether the weeks in which nearly everything is new are over by then."""
        return self.settled_from is not None and verdict.day >= self.settled_from

    def _meet(self, verdict: Verdict, acted: bool) -> None:
        """Own people are those who get mail at own domains, and the own authors of what is sent."""
        for addr in verdict.recipients:
            if addr.rpartition("@")[2] in self._own:
                self.people.add(addr[:320], acted, verdict.p, self.settled(verdict))
                self._protect(addr)
        if verdict.direction is not Direction.INBOUND and verdict.author.rpartition("@")[2] in self._own:
            self._protect(verdict.author)

    def _protect(self, addr: str) -> None:
        if len(self.protected) < PEOPLE:
            self.protected.add(hash(addr))

    @property
    def actions(self) -> list[int]:
        """Messages by strongest action, in the order of `ActionKind`."""
        return [sum(day.actions[rung] for day in self.days.values()) for rung in range(len(KINDS))]

    @property
    def messages(self) -> int:
        """All that were added."""
        return sum(self.actions)

    def drawn(self) -> range:
        """The days that charts cover: all, without a far-off thousandth at either end that would flatten the rest."""
        if not self.days:
            return range(0)
        first, last = min(self.days), max(self.days)
        low, high = (_cut(self.days, order) for order in (sorted(self.days), sorted(self.days, reverse=True)))
        if (high - low + 1) * 2 < last - first + 1:
            return range(low, high + 1)
        return range(first, last + 1)

    def by_week(self, days: range) -> Iterator[tuple[int, list[Day]]]:
        """(week, its days that have mail) for every week of the range, empty ones too."""
        if not days:
            return
        for week in range(week_of(days[0]), week_of(days[-1]) + 1):
            monday = week * 7 - 3
            yield week, [self.days[d] for d in range(monday, monday + 7) if d in self.days and d in days]


def week_of(day: int) -> int:
    """Weeks counted from 1970 that begin on Monday; 1970-01-01 was a Thursday.

    >>> week_of(3), week_of(4), week_of(11)
    (0, 1, 2)
    """
    return (day + 3) // 7


def _cut(days: dict[int, Day], order: list[int]) -> int:
    """The first day in this order after a thousandth of all messages."""
    left = sum(day.messages for day in days.values()) / 1000
    for number in order:
        left -= days[number].messages
        if left < 0:
            return number
    return order[-1]
