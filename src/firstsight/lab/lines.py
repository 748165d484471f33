"""A verdict as one line of JSON: the public format of `firstsight replay --jsonl` (docs/verdicts.md)."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from firstsight.model import ActionKind, Direction, Finding, IntentClass, Verdict


class LineAction(Struct, frozen=True):
    """One thing done."""

    kind: ActionKind
    """none, annotate, lock or hold."""
    target: str
    """The link that is locked, as written; empty: the whole message."""
    because: str


class Line(Struct, frozen=True):
    """One message. Fields are only ever added."""

    id: str
    """The id header's value, else the Message-ID, else the hash of the octets."""
    time: str
    """Time of receipt, RFC 3339, UTC."""
    direction: Direction
    action: ActionKind
    """The strongest action."""
    actions: tuple[LineAction, ...]
    score: float
    """Log-odds of malice in nats: higher is worse."""
    p: float
    """Event p-value of the surprise, calibrated: share of mail that is as surprising."""
    intent: IntentClass
    links: int
    """Distinct hosts that a click can lead to."""
    locked: tuple[str, ...]
    """Links that are locked, as written."""
    findings: tuple[Finding, ...]
    reason: str


def line_of(verdict: Verdict) -> bytes:
    """The line without its end."""
    return msgspec.json.encode(
        Line(
            id=verdict.label,
            time=datetime.fromtimestamp(verdict.time, UTC).isoformat().replace("+00:00", "Z"),
            direction=verdict.direction,
            action=verdict.action,
            actions=tuple(LineAction(a.kind, a.target, a.because) for a in verdict.actions),
            score=round(verdict.score, 6),
            p=float(f"{verdict.p:.6g}"),
            intent=verdict.intent.kind,
            links=len(verdict.links),
            locked=tuple(a.target for a in verdict.actions if a.kind is ActionKind.LOCK),
            findings=verdict.findings,
            reason=verdict.reason,
        )
    )
