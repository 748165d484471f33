"""The ground that scenarios are tried on: an organisation's letters in order of time, read and judged like any mail."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from random import Random

from msgspec import Struct

from firstsight.lab.quality.bounds import Share
from firstsight.lab.replay import BATCH
from firstsight.lab.stress.table import Row
from firstsight.lab.world.attacks import strike
from firstsight.lab.world.cast import hire
from firstsight.lab.world.lures import LURES
from firstsight.lab.world.octets.letter import ENVELOPE_HEADER, Letter, octets
from firstsight.lab.world.routine import office_day, welcome
from firstsight.lab.world.services import service_day
from firstsight.lab.world.stage import Stage
from firstsight.mail.read import read
from firstsight.model import ActionKind, EmailActivity, Perimeter, Verdict
from firstsight.pipeline import Engine

ASKS = {
    "credential_unknown": "credential",
    "credential_lookalike": "credential",
    "credential_filehost": "credential",
    "payment_ceo": "payment",
    "payment_bank": "payment",
    "extortion": "extortion",
    "attachment_html": "credential",
    "attachment_zip": "malware",
    "callback": "callback",
    "contact": "contact",
    "lateral": "credential",
    "calendar": "credential",
}
"""What each family of the world asks for, in the words of `IntentClass`."""

WARNED = frozenset(("payment", "extortion", "callback", "contact"))
"""Asks that a warning answers."""


class Ground(Struct, frozen=True):
    """How large, how long, and with what it is judged."""

    engine: Callable[[Perimeter], Engine]
    """A new engine that knows nothing."""
    seed: int = 1
    people: int = 24
    days: int = 150
    turns: int = 4
    """Organisations that each scenario is tried on."""

    def stage(self, turn: int = 0) -> Stage:
        """An organisation of its own for each turn, before its first day."""
        rng = Random(self.seed * 1_000 + turn)  # noqa: S311  # the chance of a simulation, not of a key
        return Stage(rng, hire(rng, self.people, self.days))


class Judged(Struct, frozen=True):
    """A letter and what was said of it."""

    letter: Letter
    verdict: Verdict

    @property
    def touched(self) -> bool:
        """Whether anything was done to it."""
        return self.verdict.action is not ActionKind.NONE

    @property
    def answered(self) -> bool:
        """Whether what was done fits what this attack asks for."""
        return fits(self.verdict.action, ASKS[self.letter.family])


def fits(action: ActionKind, ask: str) -> bool:
    """Whether an action answers an ask: a warning where there is nothing to lock, else a lock or a hold."""
    return action.rung >= (ActionKind.ANNOTATE if ask in WARNED else ActionKind.LOCK).rung


def play(stage: Stage, days: int, attacks: Collection[tuple[int, str]] = ()) -> Iterator[int]:
    """Lets the days pass on the stage with these attacks, (day, family); yields each day after its mail was written."""
    for day in range(days):
        stage.day = day
        if stage.working:
            office_day(stage)
            welcome(stage, stage.cast)
        service_day(stage)
        for _, family in (one for one in attacks if one[0] == day):
            strike(stage, family)
        yield day


def every_few(rng: Random, first: int, last: int, a_week: float) -> list[tuple[int, str]]:
    """Attacks at random days of [first, last), so many a week, families in turn."""
    count = round((last - first) / 7 * a_week)
    families: list[str] = []
    while len(families) < count:
        families += rng.sample(list(LURES), len(LURES))
    return sorted((rng.randrange(first, last), family) for family in families[:count])


def judged(ground: Ground, letters: Iterable[Letter], domain: str, others: Sequence[str] = ()) -> list[Judged]:
    """Every letter with its verdict, in order of time. `domain` receives the mail, `others` are own domains too."""
    perimeter = Perimeter(frozenset((domain, *others)), frozenset({f"mx.{domain}"}), ENVELOPE_HEADER)
    engine = ground.engine(perimeter)
    ordered = sorted(letters, key=lambda letter: letter.time)
    out: list[Judged] = []
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        verdicts = engine.handle([_read(letter, domain, perimeter) for letter in batch])
        out += [Judged(letter, verdict) for letter, verdict in zip(batch, verdicts, strict=True)]
    return out


def _read(letter: Letter, domain: str, perimeter: Perimeter) -> EmailActivity:
    return read(octets(letter, domain), perimeter, received_at=letter.time)


def measured(name: str, told: Sequence[Judged]) -> Row:
    """(innocent letters that something was done to, attacks that were answered)."""
    ham = [one.touched for one in told if one.letter.kind == "ham"]
    attacks = [one.answered for one in told if one.letter.kind == "attack"]
    return Row(name, (Share(sum(ham), len(ham)), Share(sum(attacks), len(attacks))))


MEASURED = ("innocent mail touched", "attacks answered")
"""The columns of `measured`."""
