"""How many attacks are found: by the score alone at fixed shares of ham, and by what was done; by family and by ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from firstsight.lab.quality.bounds import Share
from firstsight.lab.quality.told import Case
from firstsight.model import ActionKind

RATES = (0.01, 0.001, 0.0001)
"""Shares of ham that may exceed the score: an area under a curve hides that only this corner is ever used."""


class Point(Struct, frozen=True):
    """One threshold: the score that a share `rate` of ham exceeds."""

    rate: float
    threshold: float
    ham: Share
    attacks: Share

    @property
    def enough(self) -> bool:
        """Whether there is ham enough for this rate to be met by one message at least."""
        return self.ham.whole * self.rate >= 1.0


class Group(Struct, frozen=True):
    """The attacks of one family or of one ask."""

    name: str
    answered: Share
    """Something was done that fits the ask."""
    acted: Share
    """Anything was done."""
    found: tuple[Share, ...]
    """Above the threshold of each point, in the order of `RATES`."""


def points(attacks: Sequence[Case], ham: Sequence[Case]) -> tuple[Point, ...]:
    """A point for each of `RATES`; none without ham. Attacks must exceed the threshold, not only reach it."""
    scores = sorted((case.told.score for case in ham), reverse=True)
    return tuple(_point(rate, scores[int(len(scores) * rate)], attacks, scores) for rate in RATES if scores)


def _point(rate: float, threshold: float, attacks: Sequence[Case], scores: Sequence[float]) -> Point:
    above = sum(score > threshold for score in scores)
    return Point(rate, threshold, Share(above, len(scores)), _above(attacks, threshold))


def groups(
    attacks: Sequence[Case], at: Sequence[Point], name: Callable[[Case], str], unnamed: str
) -> tuple[Group, ...]:
    """One group for each name, in the order of the names."""
    by_name: dict[str, list[Case]] = {}
    for case in attacks:
        by_name.setdefault(name(case) or unnamed, []).append(case)
    return tuple(group(title, cases, at) for title, cases in sorted(by_name.items()))


def group(name: str, attacks: Sequence[Case], at: Sequence[Point]) -> Group:
    """The figures of these attacks."""
    whole = len(attacks)
    return Group(
        name,
        answered=Share(sum(case.answered for case in attacks), whole),
        acted=Share(sum(case.told.action is not ActionKind.NONE for case in attacks), whole),
        found=tuple(_above(attacks, point.threshold) for point in at),
    )


def _above(cases: Sequence[Case], threshold: float) -> Share:
    return Share(sum(case.told.score > threshold for case in cases), len(cases))


def curve(attacks: Sequence[Case], ham: Sequence[Case], steps: Sequence[float]) -> list[float]:
    """The share of attacks above the score that each share of ham in `steps` exceeds; empty without ham or attacks."""
    scores = sorted((case.told.score for case in ham), reverse=True)
    if not scores or not attacks:
        return []
    return [_above(attacks, scores[min(len(scores) - 1, int(len(scores) * step))]).value for step in steps]
