"""One message as the report shows it: cleaned, defanged, bounded, with its surprises spelled out from the counts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from firstsight.lab.report.wording import clean, count, defang, minute, odds, share, small
from firstsight.model import ActionKind, Counts, Surprise, Verdict
from firstsight.surprise.narrate import who

LINES = 3
"""Surprises that are spelled out of one message."""

HOSTS = 4
"""Link hosts that are named of one message."""

NOTABLE = 0.2
"""An observation more usual than one in five is left out where there are rarer ones."""

ACTION_WORDS = {
    ActionKind.NONE: "left alone",
    ActionKind.ANNOTATE: "bannered",
    ActionKind.LOCK: "links locked",
    ActionKind.HOLD: "held",
}

_HASH = re.compile(r"(?:\d{1,4}:)?(?P<hash>[0-9a-f]{12,64})")

_SCHEMES = ("mail:", "domain:", "host:", "ip:", "proc:", "aws:")


class Line(Struct, frozen=True):
    """One surprise in words: what it was, what each level knew of it, how rare that is."""

    title: str
    value: str
    steps: tuple[str, ...]
    p: str
    odds: str


class Row(Struct, frozen=True):
    """One message; every string is ready to be escaped and shown."""

    when: str
    author: str
    author_name: str
    to: str
    subject: str
    action: str
    done: str
    held_back: str
    reason: str
    intent: str
    score: str
    odds: str
    hosts: tuple[str, ...]
    lines: tuple[Line, ...]


class Namer:
    """Turns what a verdict says into what is shown; knows the own domains and the titles of relations."""

    def __init__(self, org_domains: Collection[str], titles: Mapping[str, str]) -> None:
        self._own = frozenset(domain.lower() for domain in org_domains)
        self._titles = titles

    def text(self, text: str, most: int = 120) -> str:
        """Free text of a mail: cleaned, hosts broken, bounded."""
        return defang(clean(text, most), self._own)

    def entity(self, name: str) -> str:
        """An entity without its scheme."""
        scheme = next((s for s in _SCHEMES if name.startswith(s)), "")
        return self.text(name[len(scheme) :], 90)

    def title(self, relation: str) -> str:
        """What a relation is called, made from its id where nobody named it: mail.link_host -> Link host."""
        named = self._titles.get(relation) or relation.rpartition(".")[2].replace("_", " ")
        shown = clean(named, 80)
        return shown[:1].upper() + shown[1:]

    def row(self, verdict: Verdict) -> Row:
        """The message as shown."""
        held_back = ""
        if verdict.wanted.rung > verdict.action.rung:
            held_back = f"wanted: {ACTION_WORDS[verdict.wanted]}"
        return Row(
            when=minute(verdict.time),
            author=self.text(verdict.author, 90) or "no sender",
            author_name=self.text(verdict.author_name, 60),
            to=self._readers(verdict.recipients),
            subject=self.text(verdict.subject, 110) or "no subject",
            action=verdict.action.value,
            done=ACTION_WORDS[verdict.action],
            held_back=held_back,
            reason=_sentence(self.text(verdict.reason, 280)),
            intent=verdict.intent.kind.value,
            score=f"{verdict.score:+.1f}",
            odds=odds(verdict.p),
            hosts=tuple(self.text(host, 70) for host in verdict.links[:HOSTS]),
            lines=tuple(self.line(surprise) for surprise in rarest(verdict.surprises)),
        )

    def line(self, surprise: Surprise) -> Line:
        """One surprise in words; a rate is told by what is usual."""
        observation = surprise.observation
        steps: tuple[str, ...]
        if observation.amount:
            leaf = surprise.counts[0] if surprise.counts else None
            usual = f"{leaf.t:.1f} a day are usual, N = {count(leaf.n)}" if leaf and leaf.n else "no history"
            value, steps = f"{count(observation.amount)} more today", (usual,)
        else:
            value, steps = self._value(observation.value), tuple(self._step(level) for level in surprise.counts)
        return Line(self.title(observation.relation), value, steps, small(surprise.p), odds(surprise.calibrated))

    def _value(self, value: str) -> str:
        """What was observed; a hash is shown by its beginning only, nobody can read more out of it."""
        found = _HASH.fullmatch(value)
        return f"pattern {found['hash'][:6]}" if found else self.entity(value)

    def _step(self, level: Counts) -> str:
        name = self.text(who(level.level), 60)
        if level.c > 0.0:
            return f"known to {name} (on {level.c:.1f} days)"
        if level.n == 0.0:
            return f"{name} has no history of this"
        return f"new to {name} (N = {count(level.n)}, {share(level.u)} of it new)"

    def _readers(self, recipients: tuple[str, ...]) -> str:
        if not recipients:
            return "nobody"
        more = f" and {count(len(recipients) - 1)} more" if len(recipients) > 1 else ""
        return self.text(recipients[0], 90) + more


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


class Alike(Struct, frozen=True):
    """A message and how many there were like it: same author, same subject."""

    row: Row
    messages: int


def gathered(rows: Iterable[Row], most: int) -> list[Alike]:
    """The first `most` messages, each with those that are like it; the order of the first of each is kept."""
    alike: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        alike.setdefault((row.author, row.subject), []).append(row)
    return [Alike(group[0], len(group)) for group in list(alike.values())[:most]]


def rarest(surprises: tuple[Surprise, ...]) -> list[Surprise]:
    """The rarest few, the rarest first; one at least where there are any."""
    ordered = sorted(surprises, key=lambda s: (s.calibrated, s.p))
    return [s for s in ordered[:LINES] if s.calibrated <= NOTABLE] or ordered[:1]
