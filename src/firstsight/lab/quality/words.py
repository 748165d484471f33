"""The figures as plain text, for a terminal and for a page of documentation."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from firstsight.lab.quality.bounds import Share
from firstsight.lab.quality.burden import BASE_RATES, Cost, Precision
from firstsight.lab.quality.detection import Group
from firstsight.lab.quality.quality import Quality
from firstsight.lab.quality.reliability import Reliability
from firstsight.model import DAY, ActionKind

NAME = 26
"""Columns of the first word of a line."""

COSTS = {
    (ActionKind.ANNOTATE, "all"): "any action on ham",
    (ActionKind.LOCK, "links"): "lock or more, of ham with links",
    (ActionKind.HOLD, "all"): "ham held",
    (ActionKind.ANNOTATE, "own"): "own people's mail touched",
}
"""What each figure of cost is called."""


def text(quality: Quality) -> str:
    """Everything, in blocks with an empty line between them."""
    blocks = [
        _head(quality),
        _points(quality),
        _groups("family", [*quality.families, quality.all]),
        _groups("ask", quality.intents),
        _costs(quality.costs),
        _alerts(quality),
        _reliability(quality.reliability),
        _named(quality),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def told(share: Share, digits: int = 1) -> str:
    """A share with its bounds: 80.1 % [76.7, 83.2]."""
    if not share.whole:
        return "none"
    return f"{100 * share.value:.{digits}f} % [{100 * share.low:.{digits}f}, {100 * share.high:.{digits}f}]"


def percent(value: float, digits: int = 1) -> str:
    """A share without bounds, "-" where it is unknown."""
    return "-" if math.isnan(value) else f"{100 * value:.{digits}f} %"


def _head(quality: Quality) -> list[str]:
    lines = [f"{quality.attacks:,} attacks, {quality.ham:,} ham, {quality.own:,} innocent mails of own people"]
    if quality.missing:
        lines.append(f"{quality.missing:,} labelled messages have no verdict; attacks among them count as not found")
    if quality.unlabelled:
        lines.append(f"{quality.unlabelled:,} verdicts have no label and are left out")
    return lines


def _points(quality: Quality) -> list[str]:
    lines = [f"{'score alone: ham above':{NAME}}{'threshold':>10}  attacks above"] if quality.points else []
    for point in quality.points:
        note = "" if point.enough else f"   too little ham: one message is {1 / point.ham.whole:.2%}"
        lines.append(f"{f'{point.rate:.2%}':{NAME}}{point.threshold:>10.2f}  {told(point.attacks)}{note}")
    return lines


def _groups(title: str, groups: Sequence[Group]) -> list[str]:
    if not groups or not groups[0].answered.whole:
        return []
    lines = [f"{title:{NAME}}{'n':>5}  {'answered':22}{'any action':>11}{'1 %':>9}{'.1 %':>9}{'.01 %':>9}"]
    for group in groups:
        found = "".join(f"{percent(share.value):>9}" for share in group.found)
        lines.append(
            f"{group.name[: NAME - 1]:{NAME}}{group.answered.whole:>5}  {told(group.answered):22}"
            f"{percent(group.acted.value):>11}{found}"
        )
    return lines


def _costs(costs: Sequence[Cost]) -> list[str]:
    lines = []
    for cost in costs:
        if cost.mean.whole:
            title = COSTS[cost.action, cost.of]
            lines.append(
                f"{title:34}{cost.mean.part:>6,} of {cost.mean.whole:<8,}{told(cost.mean, 3):26}{_worst(cost)}"
            )
    return lines


def _worst(cost: Cost) -> str:
    if not cost.worst.part:
        return ""
    day = f"{datetime.fromtimestamp(cost.worst_day * DAY, UTC):%Y-%m-%d}"
    return f"worst day {day}: {cost.worst.part} of {cost.worst.whole}"


def _alerts(quality: Quality) -> list[str]:
    if not quality.alerts:
        return []
    lines = [f"{'worth of an alert where':34}" + "".join(f"{f'1 in {1 / base:,.0f}':>28}" for base in BASE_RATES)]
    lines.append(f"{'':34}" + f"{'is an attack':>28}" * len(BASE_RATES))
    rows = ("".join(f"{_worth(one):>28}" for one in alert.worth) for alert in quality.alerts)
    return [*lines, *(f"{alert.name:34}{row}" for alert, row in zip(quality.alerts, rows, strict=True))]


def _worth(one: Precision) -> str:
    return f"{_two(one.value)} % [{_two(one.low)}, {_two(one.high)}]"


def _two(share: float) -> str:
    """Percent with two digits that matter."""
    return f"{100 * share:.2g}" if share < 0.995 else f"{100 * share:.1f}"


def _reliability(found: Reliability) -> list[str]:
    if not found.base.part or found.base.part == found.base.whole:
        return []
    return [f"score as log-odds, where {percent(found.base.value)} are attacks", *_bins(found), *_lines(found)]


def _bins(found: Reliability) -> Iterator[str]:
    yield f"{'score from':>10}{'messages':>10}{'said':>9}  seen"
    for one in found.bins:
        yield f"{one.low:>10.0f}{one.seen.whole:>10,}{percent(one.said):>9}  {told(one.seen)}"


def _lines(found: Reliability) -> Iterator[str]:
    yield f"expected calibration error {found.error:.4f}"
    if not math.isnan(found.slope):
        yield (
            f"best line {found.shift:+.2f} {found.slope:+.2f} x score: +2 says 88.1 % and means"
            f" {percent(found.true(2.0))} here, 0 says 50.0 % and means {percent(found.true(0.0))}"
        )


def _named(quality: Quality) -> list[str]:
    named = quality.named
    if not named.right.whole:
        return []
    lines = [f"ask named right {told(named.right)} of {named.right.whole}, macro-F1 {named.macro_f1:.2f}"]
    if not math.isnan(named.error):
        lines.append(f"expected calibration error of the ask {named.error:.3f}")
    if named.confused:
        lines.append("most often taken for: " + ", ".join(f"{a} for {b} {n}" for a, b, n in named.confused[:5]))
    return lines
