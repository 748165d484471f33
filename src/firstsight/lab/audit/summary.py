"""The audit as one JSON document. Fields are only ever added; docs/audit.md says what each class means."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from firstsight.lab.audit.audit import Audit
from firstsight.lab.audit.classes import Class
from firstsight.lab.audit.leaks import Leak
from firstsight.lab.audit.periods import iso
from firstsight.lab.audit.tally import OTHERS, OURS, THEIRS, UNTOLD, LinkTally, needless
from firstsight.model import ActionKind


class Gateway(Struct, frozen=True):
    """One gateway, the most links first."""

    gateway: str
    messages: int
    """Messages with links that it rewrote."""
    links: int
    """Links that it rewrote."""
    classes: dict[str, int]
    """The same by class; they sum to `links`."""
    whose: dict[str, int]
    """The same by whose gateway it was: own, other, unknown."""


class Owner(Struct, frozen=True):
    """Somebody whose gateway rewrote links, by the recipient that the links name, the most links first."""

    owner: str
    """Domain; empty: the links do not say; "*": those beyond the number that is told apart."""
    own: bool
    """It is one of the organisation's."""
    gateway: str
    messages: int
    links: int


class Redirector(Struct, frozen=True):
    """A redirector, the most links first. Its links are not among the rewritten ones."""

    redirector: str
    messages: int
    links: int


class DayGateway(Struct, frozen=True):
    """What one gateway rewrote on one day."""

    gateway: str
    messages: int
    links: int
    classes: dict[str, int]
    whose: dict[str, int]


class DayCount(Struct, frozen=True):
    """One day with messages."""

    day: str
    """UTC, 2019-03-29."""
    messages: int
    messages_with_links: int
    messages_rewritten: int
    gateways: list[DayGateway]


class Summary(Struct, frozen=True):
    """Everything that was counted."""

    organisation: list[str]
    """Own domains."""
    first_day: str
    """First day with a message, UTC; empty: there was none."""
    last_day: str
    messages: int
    messages_with_links: int
    messages_rewritten: int
    """Messages with at least one rewritten link."""
    links: int
    """All links: each reference once a message, pictures left out."""
    rewritten: int
    """Links that gateways had rewritten."""
    redirected: int
    """Links that only redirectors wrap."""
    classes: dict[str, int]
    """Rewritten links by class: own, known, popular, seldom, unknown, new. They sum to `rewritten`."""
    needless: int
    """own, known and popular together."""
    anomalous: int
    """Those of the class new."""
    anomalous_actions: dict[str, int]
    """Anomalous links by what was done to their message: hold, lock, annotate, none."""
    needless_actions: dict[str, int]
    """The same of the needless ones."""
    host_only: int
    """Rewritten links that cannot be opened offline but name their host; they have the class of that host."""
    damaged: int
    """Rewritten links that were cut on the way inside their host; they have the class unknown."""
    quoted: int
    """Rewritten links in quoted history or below a signature: they were rewritten in an earlier message."""
    quoted_unknown: int
    """Those of which this cannot be told."""
    gateways: list[Gateway]
    owners: list[Owner]
    leaks: list[Leak]
    redirectors: list[Redirector]
    days: list[DayCount]


def summary_of(audit: Audit) -> Summary:
    """The document of what was counted so far."""
    tally = audit.tally
    classes = tally.classes()
    days = sorted(day for day in tally.days)
    return Summary(
        organisation=sorted(tally.own),
        first_day=iso(days[0]) if days else "",
        last_day=iso(days[-1]) if days else "",
        messages=tally.messages,
        messages_with_links=tally.linked,
        messages_rewritten=tally.rewritten,
        links=audit.links,
        rewritten=tally.links,
        redirected=sum(links for _, links in audit.redirected.values()),
        classes=by_class(classes),
        needless=needless(classes),
        anomalous=classes[Class.NEW],
        anomalous_actions=actions(tally, Class.NEW),
        needless_actions=actions(tally, Class.OWN, Class.KNOWN, Class.POPULAR),
        host_only=audit.named,
        damaged=audit.damaged,
        quoted=audit.quoted[True],
        quoted_unknown=audit.quoted[None],
        gateways=[
            Gateway(name, messages, of_class.total(), by_class(of_class), by_whose(of_whose))
            for name, messages, of_class, of_whose in tally.gateways()
        ],
        owners=owners(tally),
        leaks=audit.leaks.counted(),
        redirectors=[
            Redirector(name, messages, links)
            for name, (messages, links) in sorted(audit.redirected.items(), key=lambda row: (-row[1][1], row[0]))
        ],
        days=[_day(tally, day) for day in days],
    )


def owners(tally: LinkTally) -> list[Owner]:
    """Those whose gateways rewrote, the most links first."""
    ordered = sorted(tally.owners.items(), key=lambda row: (-row[1][1], row[0]))
    return [
        Owner(owner, owner != OTHERS and tally.whose(owner) == OURS, gateway, messages, links)
        for (owner, gateway), (messages, links) in ordered
    ]


def actions(tally: LinkTally, *classes: Class) -> dict[str, int]:
    """Rewritten links of these classes by what was done to their message, the strongest action first."""
    acted = tally.acted()
    return {kind.value: sum(acted[each, kind] for each in classes) for kind in reversed(ActionKind)}


def by_class(counts: Mapping[Class, int]) -> dict[str, int]:
    """Every class with its number, 0 too."""
    return {kind.value: counts.get(kind, 0) for kind in Class}


def by_whose(counts: Mapping[str, int]) -> dict[str, int]:
    """own, other and unknown with their numbers, 0 too."""
    return {whose: counts.get(whose, 0) for whose in (OURS, THEIRS, UNTOLD)}


def _day(tally: LinkTally, number: int) -> DayCount:
    day = tally.days[number]
    return DayCount(
        day=iso(number),
        messages=day.messages,
        messages_with_links=day.linked,
        messages_rewritten=day.rewritten,
        gateways=[
            DayGateway(name, messages, of_class.total(), by_class(of_class), by_whose(of_whose))
            for name, messages, of_class, of_whose in day.by_gateway()
        ],
    )
