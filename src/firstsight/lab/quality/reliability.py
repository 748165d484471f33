"""Whether numbers mean what they say: the score as log-odds, and how sure the intent is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from firstsight.lab.quality.bounds import Share
from firstsight.lab.quality.told import Case
from firstsight.model import IntentClass

STEP = 1.0
"""Width of a bin of the score, in nats."""

EDGES = (-6.0, 4.0)
"""What lies outside is counted in the outermost bins."""

_STEPS = 60
"""Newton's method is there after ten, unless the classes are apart."""

_FAR = 50.0
"""exp of more would only lose digits."""

_TENTHS = 10
"""Bins of a probability."""


class Bin(Struct, frozen=True):
    """Messages whose score lies in [low, low + STEP)."""

    low: float
    said: float
    """The mean of what their scores say, as a probability."""
    seen: Share
    """How many of them are attacks."""


class Reliability(Struct, frozen=True):
    """How the score compares with what came true, at the share of attacks that this archive has."""

    base: Share
    bins: tuple[Bin, ...]
    error: float
    """Mean distance between said and seen, weighed by messages: the expected calibration error."""
    shift: float
    slope: float
    """The best log-odds are shift + slope * score: 0 and 1 for a score that is right. NaN where there is no best."""

    def true(self, score: float) -> float:
        """What a score means here by that line: a probability."""
        return _logistic(self.shift + self.slope * score)


class IntentFigures(Struct, frozen=True):
    """How often the ask of labelled attacks is named right."""

    right: Share
    macro_f1: float
    """Mean over the asks that are labelled; NaN for none."""
    error: float
    """Expected calibration error of the probability given; NaN where the verdicts do not tell it."""
    confused: tuple[tuple[str, str, int], ...]
    """(labelled, named, how often), the most frequent first."""


def reliability(attacks: Sequence[Case], ham: Sequence[Case]) -> Reliability:
    """The figures over attacks and ham together."""
    scores = [case.told.score for case in (*attacks, *ham)]
    bad = [True] * len(attacks) + [False] * len(ham)
    sides: dict[int, list[tuple[float, bool]]] = {}
    for score, is_bad in zip(scores, bad, strict=True):
        bounded = min(max(score, EDGES[0]), EDGES[1] - STEP / 2)
        sides.setdefault(math.floor(bounded / STEP), []).append((_logistic(score), is_bad))
    bins = tuple(_bin(number, inside) for number, inside in sorted(sides.items()))
    distance = sum(abs(one.said - one.seen.value) * one.seen.whole for one in bins)
    shift, slope = _line(scores, bad)
    return Reliability(
        Share(len(attacks), len(scores)), bins, distance / len(scores) if scores else math.nan, shift, slope
    )


def _bin(number: int, inside: Sequence[tuple[float, bool]]) -> Bin:
    said = sum(p for p, _ in inside) / len(inside)
    return Bin(number * STEP, said, Share(sum(is_bad for _, is_bad in inside), len(inside)))


def _line(scores: Sequence[float], bad: Sequence[bool]) -> tuple[float, float]:
    """(shift, slope) of the likeliest logistic line (Platt 1999), by Newton's method."""
    if not any(bad) or all(bad):
        return math.nan, math.nan
    shift, slope = 0.0, 1.0
    for _ in range(_STEPS):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for score, is_bad in zip(scores, bad, strict=True):
            bounded = min(max(score, -_FAR), _FAR)
            p = _logistic(shift + slope * bounded)
            gap, weight = is_bad - p, p * (1.0 - p)
            g0, g1 = g0 + gap, g1 + gap * bounded
            h00, h01, h11 = h00 + weight, h01 + weight * bounded, h11 + weight * bounded * bounded
        whole = h00 * h11 - h01 * h01
        if whole < 1e-9:
            return math.nan, math.nan
        step0, step1 = (h11 * g0 - h01 * g1) / whole, (h00 * g1 - h01 * g0) / whole
        most = max(abs(step0), abs(step1), 1.0)
        shift, slope = shift + step0 / most, slope + step1 / most
        if most == 1.0 and abs(step0) + abs(step1) < 1e-9:
            return shift, slope
    return math.nan, math.nan


def _logistic(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-min(max(odds, -_FAR), _FAR)))


def intents(attacks: Sequence[Case]) -> IntentFigures:
    """The figures over attacks whose ask is labelled."""
    known = [(IntentClass(case.label.intent), case.told) for case in attacks if case.label.intent]
    pairs = [(true, told.intent) for true, told in known]
    kinds = sorted({true for true, _ in pairs})
    scores = [_f1(kind, pairs) for kind in kinds]
    wrong: dict[tuple[str, str], int] = {}
    for true, named in pairs:
        if true != named:
            wrong[true.value, named.value] = wrong.get((true.value, named.value), 0) + 1
    sure = [(told.sure, told.intent == true) for true, told in known if told.sure is not None]
    return IntentFigures(
        right=Share(sum(true == named for true, named in pairs), len(pairs)),
        macro_f1=sum(scores) / len(scores) if scores else math.nan,
        error=_error(sure),
        confused=tuple((a, b, n) for (a, b), n in sorted(wrong.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _f1(kind: IntentClass, pairs: Sequence[tuple[IntentClass, IntentClass]]) -> float:
    both = sum(true == kind == named for true, named in pairs)
    either = sum((true == kind) + (named == kind) for true, named in pairs)
    return 2 * both / either


def _error(sure: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error over tenths of the probability."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for p, right in sure:
        tenths.setdefault(min(int(p * _TENTHS), _TENTHS - 1), []).append((p, right))
    if not sure:
        return math.nan
    return sum(abs(sum(p - right for p, right in inside)) for inside in tenths.values()) / len(sure)
