"""What a detector is: a name, how bad and how sure it is, and a generator of findings from the evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from firstsight.model import Evidence, Finding, Severity

Said = tuple[str, str, tuple[str, ...]]
"""Reason in counts, subject, targets."""


class Detector(Struct, frozen=True):
    """One line of the catalogue. `confidence` is 0..100; `techniques` are ATT&CK ids; `nats` what it adds to the
    score.
    """

    id: str
    severity: Severity
    confidence: int
    techniques: tuple[str, ...]
    nats: float
    say: Callable[[Evidence], Iterator[Said]]
    doc: str

    def detect(self, evidence: Evidence) -> Iterator[Finding]:
        """Findings of one event."""
        for reason, subject, targets in self.say(evidence):
            yield Finding(self.id, self.severity, self.confidence, reason, self.techniques, subject, targets)


def detector(
    name: str, severity: Severity, confidence: int, nats: float, techniques: tuple[str, ...] = ()
) -> Callable[[Callable[[Evidence], Iterator[Said]]], Detector]:
    """Makes a generator a detector."""

    def made(say: Callable[[Evidence], Iterator[Said]]) -> Detector:
        return Detector(name, severity, confidence, techniques, nats, say, (say.__doc__ or "").strip())

    return made
