"""When attacks come: a few a week, by chance, at moments at which real mail comes; families take turns."""

from __future__ import annotations

import re
from random import Random

from msgspec import Struct

from firstsight.lab.inject.families import FAMILIES
from firstsight.lab.inject.plot import Plot
from firstsight.lab.inject.scene import Scene
from firstsight.lab.inject.trace import Style, stamped
from firstsight.lab.world.days import asctime
from firstsight.model import DAY

WEEK = 7 * DAY
"""Seconds."""

QUIET_DAYS = 60
"""Days of the archive that only teach."""

QUIET_MESSAGES = 500
"""Messages that only teach; both must be over."""

_BEFORE = 240
"""An attack comes at most so many seconds before the real message that stands for its hour."""


_FROM_LINE = re.compile(r"^(>*From )", re.MULTILINE)


class Shot(Struct, frozen=True):
    """One attack as it lies in the archive."""

    raw: bytes
    time: int
    family: str
    intent: str
    recipients: int


def mbox_entry(shot: Shot) -> str:
    """The attack as an entry of an mbox file (RFC 4155, From lines quoted the mboxrd way)."""
    body = _FROM_LINE.sub(r">\1", shot.raw.decode("utf-8", "replace"))
    return f"From {shot.family} {asctime(shot.time)}\n{body.rstrip()}\n\n"


class Mixer:
    """Hands out attacks while real messages pass by. The same archive and seed give the same octets."""

    def __init__(
        self, scene: Scene, style: Style, seed: int, a_week: float, language: str, families: tuple[str, ...] = ()
    ) -> None:
        self._scene, self._style, self._language = scene, style, language
        self._rng = Random(seed)  # noqa: S311  # the chance of a measurement, not of a key
        self._gap = WEEK / a_week
        self._families = families or tuple(FAMILIES)
        self._turn: list[str] = []
        self._first: int | None = None
        self._due = 0.0
        self._last = self._seen = 0

    def before(self, time: int) -> Shot | None:
        """The attack that comes just before a real message of this time; None for most messages."""
        if self._first is None:
            self._first = time
            self._due = time + QUIET_DAYS * DAY + self._rng.expovariate(1.0) * self._gap
        self._seen += 1
        shot = None
        if time >= self._due and self._seen > QUIET_MESSAGES:
            self._due = max(self._due, time - WEEK) + self._rng.expovariate(1.0) * self._gap
            shot = self._shot(max(self._last, time - self._rng.randrange(_BEFORE)))
        self._last = max(self._last, time)
        return shot

    def _shot(self, time: int) -> Shot | None:
        """An attack of the family whose turn it is; one that finds nothing to work with gives its turn away."""
        for _ in range(len(self._families)):
            if not self._turn:
                self._turn = self._rng.sample(self._families, len(self._families))
            name = self._turn.pop()
            victim = self._scene.victim(self._rng)
            if victim is None:
                return None
            rng = Random(self._rng.getrandbits(64))  # noqa: S311  # the chance of a measurement, not of a key
            written = FAMILIES[name].write(Plot(rng, self._scene, name, time, victim, self._language))
            if written is not None:
                raw = stamped(written.letter, self._style, written.model)
                intent = written.intent or FAMILIES[name].intent
                return Shot(raw, time, name, intent, len(written.letter.envelope))
        return None
