"""An archive judged twice in one reading, as it is and with attacks in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from firstsight.lab.inject.mixing import Mixer, Shot
from firstsight.lab.inject.scene import Scene
from firstsight.lab.quality.burden import Cost, costs
from firstsight.lab.quality.labels import Label
from firstsight.lab.quality.quality import Quality, quality
from firstsight.lab.quality.told import Case, Cases, Told, told_of
from firstsight.lab.replay import BATCH, Arrived, Count, Once, event_of
from firstsight.mail.inside import Open
from firstsight.mail.read import uid_of
from firstsight.model import DAY, Direction, EmailActivity, Perimeter, Verdict
from firstsight.pipeline import Engine


class Trial(Struct, frozen=True):
    """What came out."""

    cases: Cases
    """The attacks, and the real mail beside them that came after the first one: taken as innocent."""
    quality: Quality
    untouched: tuple[Cost, ...]
    """What the same real mail met in the archive as it is."""
    more: int
    """Real messages that met a stronger action because attacks were among them."""
    less: int
    """Real messages that met a milder one: the attacks had used up the budget, or had taught something."""
    shots: tuple[Shot, ...]


class _Side:
    """One engine with what it said, and a batch to be judged."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._batch: list[EmailActivity] = []
        self.said: dict[str, Told] = {}

    def take(self, event: EmailActivity) -> None:
        self._batch.append(event)
        if len(self._batch) >= BATCH:
            self.judge()

    def judge(self) -> None:
        verdicts: Iterable[Verdict] = self._engine.handle(self._batch)
        self.said |= {verdict.uid: told_of(verdict) for verdict in verdicts}
        self._batch = []


class Reader(Struct):
    """How messages are read: inside which perimeter, each copy once, with or without opening files."""

    perimeter: Perimeter
    once: Once
    count: Count
    apart: Open | None = None

    def events(self, arrived: Iterable[Arrived]) -> Iterator[tuple[EmailActivity, bytes]]:
        """Every message once, with its octets."""
        for message in arrived:
            self.count.seen += 1
            if not self.once.first(uid_of(message.raw)):
                self.count.duplicates += 1
                continue
            yield event_of(message, self.perimeter, self.count, None, self.apart), message.raw


def trial(
    arrived: Iterable[Arrived],
    reader: Reader,
    mixer: Mixer,
    scene: Scene,
    engines: tuple[Engine, Engine],
    bad: Collection[str] = (),
    progress: Callable[[], None] = lambda: None,
) -> Trial:
    """Judges the archive by the first engine as it is, and by the second with attacks in it.

    `bad` are ids of real messages that are known as attacks: they are judged, and not taken as innocent.
    """
    plain, mixed = map(_Side, engines)
    shots: dict[str, Shot] = {}
    began: int | None = None
    real: list[str] = []
    for event, raw in reader.events(arrived):
        shot = mixer.before(event.time)
        if shot is not None:
            attack = event_of(Arrived(shot.raw, shot.time), reader.perimeter, reader.count, None, reader.apart)
            shots[attack.uid] = shot
            mixed.take(attack)
            began = shot.time if began is None else began
        scene.add(event, raw)
        plain.take(event)
        mixed.take(event)
        if began is not None and event.label not in bad:
            real.append(event.uid)
        progress()
    plain.judge()
    mixed.judge()
    return _told(plain.said, mixed.said, shots, real, began or 0)


def _told(
    plain: dict[str, Told], mixed: dict[str, Told], shots: dict[str, Shot], real: Sequence[str], began: int
) -> Trial:
    attacks = tuple(_attack(shot, uid, mixed[uid]) for uid, shot in shots.items())
    ham, own = _sides([mixed[uid] for uid in real])
    cases = Cases(attacks, ham, own, 0, 0, began // DAY)
    before, before_own = _sides([plain[uid] for uid in real])
    rungs = [(plain[uid].action.rung, mixed[uid].action.rung) for uid in real]
    return Trial(
        cases=cases,
        quality=quality(cases),
        untouched=costs(before, before_own),
        more=sum(after > first for first, after in rungs),
        less=sum(after < first for first, after in rungs),
        shots=tuple(shots.values()),
    )


def _attack(shot: Shot, uid: str, told: Told) -> Case:
    return Case(Label(uid, True, shot.family, uid, shot.intent, shot.recipients), told)


def _sides(said: Sequence[Told]) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """(mail from outside, mail of own people)."""
    cases = [Case(Label(told.id, attack=False), told) for told in said]
    ham = tuple(case for case in cases if case.told.direction is Direction.INBOUND)
    return ham, tuple(case for case in cases if case.told.direction is not Direction.INBOUND)
