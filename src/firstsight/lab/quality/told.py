"""What a verdict says, as far as it is measured: from a line of `firstsight replay --jsonl`, or the verdict itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from firstsight.errors import ConfigError
from firstsight.lab.quality.labels import OWN_FAMILIES, Label
from firstsight.model import DAY, ActionKind, Direction, IntentClass, Verdict


class Told(Struct, frozen=True):
    """One verdict. What a line does not tell has its default."""

    id: str
    time: int
    """Seconds since 1970."""
    direction: Direction
    action: ActionKind
    score: float
    """Log-odds of malice in nats."""
    intent: IntentClass
    links: int
    sure: float | None = None
    """Probability that the model gives the intent it names; None where it is not known."""
    recipients: int = 0
    """0 where it is not known."""
    marks: tuple[str, ...] = ()
    """Sender domain, link hosts and subject as written: what messages of one campaign may share."""

    @property
    def day(self) -> int:
        """Days since 1970."""
        return self.time // DAY


class _Line(Struct):
    """The fields of a line that are read; others may be there."""

    id: str
    time: str
    direction: Direction
    action: ActionKind
    score: float
    intent: IntentClass
    links: int = 1


def told_of(verdict: Verdict) -> Told:
    """What a verdict says."""
    domain = verdict.author.rpartition("@")[2]
    marks = [f"from {domain}"] if domain else []
    marks += [f"link {host}" for host in verdict.links]
    return Told(
        id=verdict.label,
        time=verdict.time,
        direction=verdict.direction,
        action=verdict.action,
        score=verdict.score,
        intent=verdict.intent.kind,
        links=len(verdict.links),
        sure=max(verdict.intent.shares, default=None),
        recipients=len(verdict.recipients),
        marks=(*marks, f"subject {verdict.subject}"),
    )


def told_in(lines: Iterable[bytes], where: str) -> Iterator[Told]:
    """What the lines of a file say, in their order. Raises `ConfigError` naming `where` and the line."""
    decode = msgspec.json.Decoder(_Line).decode
    for number, octets in enumerate(lines, 1):
        if octets.isspace():
            continue
        try:
            line = decode(octets)
            time = seconds(line.time)
        except (msgspec.DecodeError, ValueError, OverflowError) as fault:
            raise ConfigError(f"{where}:{number}: not a verdict: {fault}") from fault
        yield Told(line.id, time, line.direction, line.action, line.score, line.intent, line.links)


def seconds(text: str) -> int:
    """Seconds since 1970 of an RFC 3339 time or date; UTC where it names no zone. Raises ValueError, OverflowError.

    >>> seconds("1970-01-02"), seconds("1970-01-01T01:00:00+01:00")
    (86400, 0)
    """
    moment = datetime.fromisoformat(text)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


class Case(Struct, frozen=True):
    """A message with its label and its verdict."""

    label: Label
    told: Told

    @property
    def answered(self) -> bool:
        """Whether what was done fits the ask: a warning where one is enough, else a lock or more."""
        least = ActionKind.ANNOTATE if self.label.warned else ActionKind.LOCK
        return self.told.action.rung >= least.rung

    @property
    def recipients(self) -> int:
        """How many people got it: as the label says, else the verdict, else one."""
        return self.label.recipients or self.told.recipients or 1


class Cases(Struct, frozen=True):
    """The labelled messages of an archive from some day on."""

    attacks: tuple[Case, ...]
    ham: tuple[Case, ...]
    """Innocent mail from outside."""
    own: tuple[Case, ...]
    """Innocent mail that own people wrote: judged apart, since touching it is worse."""
    missing: int
    """Labelled messages without a verdict; attacks among them count as not found."""
    unlabelled: int
    """Verdicts on messages that have no label: left out."""
    since: int
    """The first day that counts, in days since 1970."""


def joined(told: Iterable[Told], labels: dict[str, Label], since: int = 0) -> Cases:
    """Labels and verdicts brought together by id; of two verdicts with one id the later counts."""
    by_id = {one.id: one for one in told}
    attacks, ham, own, missing = [], [], [], 0
    for label in labels.values():
        one = by_id.get(label.id) or _never_judged(label)
        missing += label.id not in by_id
        if one.day < since or (label.id not in by_id and not label.attack):
            continue
        case = Case(label, one)
        if label.attack:
            attacks.append(case)
        elif label.family in OWN_FAMILIES or one.direction is not Direction.INBOUND:
            own.append(case)
        else:
            ham.append(case)
    by_time = sorted(attacks, key=lambda case: (case.told.time, case.label.id))
    unlabelled = sum(name not in labels for name in by_id)
    return Cases(tuple(by_time), tuple(ham), tuple(own), missing, unlabelled, since)


def _never_judged(label: Label) -> Told:
    """A verdict that nobody gave: nothing done, the lowest score."""
    try:
        time = seconds(label.time)
    except (ValueError, OverflowError):
        time = 0
    return Told(label.id, time, Direction.INBOUND, ActionKind.NONE, -1e9, IntentClass.BENIGN, 0)
