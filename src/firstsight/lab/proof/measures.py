"""Detection and its cost as the page tells them: tables and curves out of counts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from firstsight.lab.gateway import words
from firstsight.lab.gateway.first import FirstEncounter
from firstsight.lab.proof.encounters import bounds
from firstsight.lab.quality.bounds import Share, clopper_pearson
from firstsight.lab.quality.burden import BASE_RATES
from firstsight.lab.quality.detection import curve
from firstsight.lab.quality.quality import Quality
from firstsight.lab.quality.told import Cases
from firstsight.lab.quality.words import COSTS
from firstsight.lab.report.charts import Mark, Series, lines, meter
from firstsight.lab.report.sections import INTENT_WORDS
from firstsight.lab.report.wording import NBSP, clean, count, date, percent

DECADES = (-4, -1)
"""Shares of ham on the curve: from one in ten thousand to one in ten."""

NO_POINT = (Share(0, 0), Share(0, 0))
"""Stands for the two points that are shown, where there is no ham."""

_STEPS = 20
"""Points of the curve a decade."""


class Step(Struct, frozen=True):
    """The share of attacks above the score that so large a share of ham exceeds."""

    ham: float
    attacks: float


def steps(cases: Cases) -> tuple[Step, ...]:
    """The curve of these messages; empty without ham or attacks. It begins where one ham message is enough."""
    first, last = DECADES
    shares = [10 ** (first + i / _STEPS) for i in range((last - first) * _STEPS + 1)]
    found = curve(cases.attacks, cases.ham, shares)
    least = 1.0 / max(len(cases.ham), 1)
    pairs = zip(shares, found, strict=True) if found else ()
    return tuple(Step(ham, attacks if ham >= least else math.nan) for ham, attacks in pairs)


def roc(quality: Quality, drawn: Sequence[Step]) -> dict[str, Any]:
    """Attacks found by the score alone, over the share of ham above it, with bounds."""
    whole = quality.attacks
    marks = [Mark(i / (DECADES[1] - DECADES[0]), name) for i, name in enumerate(("0.01 %", "0.1 %", "1 %", "10 %"))]
    found = [step.attacks for step in drawn]
    both = [_bounds(share, whole) for share in found]
    series = [
        Series("95 % bounds", "p4", [low for low, _ in both]),
        Series("", "p4", [high for _, high in both]),
        Series("Attacks above the score", "p2", found),
    ]
    return {
        "points": [
            {
                "rate": percent(point.rate, 1.0),
                "found": percent(point.attacks.part, point.attacks.whole),
                "bounds": bounds(point.attacks.low, point.attacks.high),
                "enough": point.enough,
            }
            for point in quality.points
        ],
        "drawn": any(not math.isnan(share) for share in found),
        "series": [one for one in reversed(series) if one.name],
        "chart": lines(series, marks, "Attacks found by the share of ham above the score", _tenths, 1.0),
    }


def _bounds(share: float, whole: int) -> tuple[float, float]:
    return (math.nan, math.nan) if math.isnan(share) else clopper_pearson(round(share * whole), whole)


def _tenths(value: float) -> str:
    return f"{100 * value:.0f}{NBSP}%"


def families(quality: Quality, first: FirstEncounter) -> list[dict[str, Any]]:
    """One row for each family, and one for all."""
    groups = {group.name: group for group in quality.families}
    rows = []
    for family in first.families:
        group = groups[family.name]
        rows.append(
            _family(clean(family.name, 40), family.first, group.answered, [*group.found, *NO_POINT])
            | {"clicks": [words.number(one.clicks) for one in family.outcomes]}
        )
    return rows


def _family(name: str, first: Share, answered: Share, found: Sequence[Share]) -> dict[str, Any]:
    return {
        "name": name,
        "campaigns": count(first.whole),
        "messages": count(answered.whole),
        "first": percent(first.part, first.whole),
        "bounds": bounds(first.low, first.high),
        "bar": meter(first.part, first.whole, "p2"),
        "answered": percent(answered.part, answered.whole),
        "found": [percent(share.part, share.whole) if share.whole else "" for share in found[:2]],
    }


def trust(quality: Quality) -> dict[str, Any]:
    """Whether the score means what it says, at the share of attacks of this archive."""
    found = quality.reliability
    bins = found.bins
    marks = [Mark((i + 0.5) / len(bins), f"{one.low:+.0f}".replace("+0", "0")) for i, one in enumerate(bins)]
    series = [
        Series("What came true", "p2", [one.seen.value for one in bins]),
        Series("What the score says", "p1", [one.said for one in bins]),
    ]
    known = not math.isnan(found.slope)
    share = percent(found.base.part, found.base.whole)
    lead = "There is too little to say what a score means."
    if known:
        lead = (
            f"A score of +2 says 88{NBSP}%; here, where {share} of these messages are attacks, it means"
            f" {_nearly(found.true(2.0))}. A score of 0 says 50{NBSP}% and means {_nearly(found.true(0.0))}."
        )
    return {
        "drawn": len(bins) > 1 and 0 < found.base.part < found.base.whole,
        "lead": lead,
        "error": f"{found.error:.3f}" if known else "",
        "series": series,
        "chart": lines(series, marks, "Share of attacks by score", _tenths, 1.0),
    }


def _nearly(share: float) -> str:
    """A probability as people say it; never certain."""
    return f"more than 99{NBSP}%" if share > 0.99 else f"less than 1{NBSP}%" if share < 0.01 else _tenths(share)


def costs(quality: Quality) -> list[dict[str, str]]:
    """What the answers cost innocent mail."""
    return [
        {
            "name": COSTS[cost.action, cost.of][:1].upper() + COSTS[cost.action, cost.of][1:],
            "rate": percent(cost.mean.part, cost.mean.whole),
            "of": f"{count(cost.mean.part)} of {count(cost.mean.whole)}",
            "bounds": f"{100 * cost.mean.low:.2f} to {100 * cost.mean.high:.2f}{NBSP}%",
            "worst": f"{date(cost.worst_day)}: {cost.worst.part} of {cost.worst.whole}" if cost.worst.part else "",
        }
        for cost in quality.costs
        if cost.mean.whole
    ]


def alerts(quality: Quality) -> dict[str, Any]:
    """What an alert is worth where attacks are rarer than here."""
    rows = [
        {
            "name": alert.name[:1].upper() + alert.name[1:],
            "worth": [
                {"value": _two(one.value), "bounds": f"{_two(one.low)} to {_two(one.high)}"} for one in alert.worth
            ],
        }
        for alert in quality.alerts
    ]
    return {"bases": [f"1 in {1 / base:,.0f}" for base in BASE_RATES], "rows": rows}


def _two(share: float) -> str:
    return f"{100 * share:.2g}{NBSP}%" if share < 0.995 else f"{100 * share:.1f}{NBSP}%"


def asks(quality: Quality) -> list[dict[str, Any]]:
    """One row for each ask that is labelled."""
    return [
        {
            "name": INTENT_WORDS.get(group.name, "Not labelled"),
            "n": count(group.answered.whole),
            "answered": percent(group.answered.part, group.answered.whole),
            "bounds": bounds(group.answered.low, group.answered.high),
            "bar": meter(group.answered.part, group.answered.whole, "p2"),
            "acted": percent(group.acted.part, group.acted.whole),
        }
        for group in sorted(quality.intents, key=lambda group: -group.answered.whole)
    ]
