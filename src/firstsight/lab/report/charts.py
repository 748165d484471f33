"""Charts as inline SVG: shapes in a stretched inner picture, words outside it, so that both fit 360 pixels and 4k.

All positions are percentages and all colours are classes: no script, no style attribute, nothing of a mail inside.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from markupsafe import Markup
from msgspec import Struct

FLOOR = 86.0
"""Where the base line is, in percent of the height; the labels of time stand below."""

HEADROOM = 1.12
"""The axis ends so far above the highest value, so that the uppermost label has a line of its own."""

_WIDE = 1000
"""Width of the inner picture in its own units; it is stretched to whatever there is."""


class Series(Struct, frozen=True):
    """One row of values; `style` is the class that colours it."""

    name: str
    style: str
    values: Sequence[float]


class Mark(Struct, frozen=True):
    """A label on the axis of time; `at` is 0..1 from left to right."""

    at: float
    label: str


def ceiling(highest: float, least: float = 0.0) -> tuple[float, list[float]]:
    """(end of the axis, up to four round values on it) for values from 0 to `highest`, at least `least` apart.

    >>> ceiling(230), ceiling(1, least=1.0)
    ((257.6, [50.0, 100.0, 150.0, 200.0]), (1.12, [1.0]))
    """
    if highest <= 0:
        return 1.0, []
    power = 10 ** math.floor(math.log10(highest))
    steps = (max(least, power * factor) for factor in (0.1, 0.2, 0.25, 0.5, 1, 2, 5))
    step = next(step for step in steps if highest / step < 5 - 1e-6)
    values = [round(step * n, 10) for n in range(1, math.floor(highest / step + 1e-9) + 1)]
    return highest * HEADROOM, values


def bars(
    series: Sequence[Series],
    marks: Sequence[Mark],
    label: str,
    show: Callable[[float], str],
    budget: float = 0.0,
    least: float = 0.0,
) -> Markup:
    """Stacked bars, the first series at the bottom; `budget` draws a line across, `least` parts the scale."""
    columns = max((len(s.values) for s in series), default=0)
    totals = [sum(s.values[i] for s in series) for i in range(columns)]
    top, grid = ceiling(max([*totals, budget * 1.05], default=0.0), least)
    paths, base = [], [0.0] * columns
    for s in series:
        paths.append(_PATH.format(s.style, _columns(s.values, base, top)))
        base = [low + value for low, value in zip(base, s.values, strict=True)]
    inner = Markup("").join(paths)
    return _chart(inner + _budget(budget, top), marks, label, [(v, show(v)) for v in grid], top)


def lines(
    series: Sequence[Series], marks: Sequence[Mark], label: str, show: Callable[[float], str], top: float = 0.0
) -> Markup:
    """Lines over time; NaN leaves a gap. `top` is the highest value shown, 0 for the highest there is."""
    highest = max((v for s in series for v in s.values if not math.isnan(v)), default=0.0)
    end, grid = ceiling(top or highest)
    drawn = (_PATH.format(f"line {s.style}", _line(s.values, end)) for s in series)
    return _chart(Markup("").join(drawn), marks, label, [(v, show(v)) for v in grid], end)


def meter(part: float, whole: float, style: str = "c3") -> Markup:
    """One horizontal bar."""
    return _METER.format(style, round(100 * part / whole, 2) if whole else 0)


def _chart(inner: Markup, marks: Sequence[Mark], label: str, grid: Sequence[tuple[float, str]], top: float) -> Markup:
    heights = [(f"{FLOOR * (1 - value / top):.2f}", shown) for value, shown in grid]
    rows, scale = (_ROW.format(y) for y, _ in heights), (_SCALE.format(y, shown) for y, shown in heights)
    ticks = (_TICK.format(f"{100 * mark.at:.2f}", _anchor(mark), mark.label) for mark in marks)
    join = Markup("").join
    return _CHART.format(label, join(rows), FLOOR, _WIDE, inner, join(ticks), join(scale))


def _anchor(mark: Mark) -> str:
    return "start" if mark.at < 0.02 else "end" if mark.at > 0.97 else "middle"


_METER = Markup(
    '<svg class="meter" aria-hidden="true"><rect class="track" width="100%" height="100%"/>'
    '<rect class="{}" width="{}%" height="100%"/></svg>'
)
_ROW = Markup('<line x1="0" x2="100%" y1="{0}%" y2="{0}%"/>')
_SCALE = Markup('<text x="0" y="{}%" dy="-.4em">{}</text>')
_TICK = Markup('<text x="{}%" y="100%" dy="-.3em" text-anchor="{}">{}</text>')
_CHART = Markup(
    '<svg class="chart" role="img" aria-label="{0}"><g class="grid">{1}</g>'
    '<svg width="100%" height="{2}%" viewBox="0 0 {3} 100" preserveAspectRatio="none">{4}</svg>'
    '<g class="scale">{6}</g>'
    '<line class="base" x1="0" x2="100%" y1="{2}%" y2="{2}%"/><g class="ticks">{5}</g></svg>'
)
_PATH = Markup('<path class="{}" d="{}"/>')


def _columns(values: Sequence[float], base: Sequence[float], top: float) -> str:
    """One path with a rectangle a value; narrow gaps between them while there is room for any."""
    width = _WIDE / max(len(values), 1)
    gap = min(width * 0.18, 3.0) if len(values) <= 120 else 0.0
    steps = []
    for number, (value, low) in enumerate(zip(values, base, strict=True)):
        if value > 0:
            height = 100 * value / top
            y = 100 - 100 * low / top
            steps.append(f"M{number * width + gap / 2:.1f} {y:.2f}h{width - gap:.2f}v-{height:.2f}h-{width - gap:.2f}z")
    return "".join(steps)


def _line(values: Sequence[float], top: float) -> str:
    width = _WIDE / max(len(values), 1)
    steps, pen = [], "M"
    for number, value in enumerate(values):
        if math.isnan(value):
            pen = "M"
            continue
        steps.append(f"{pen}{(number + 0.5) * width:.1f} {100 - 100 * value / top:.2f}")
        pen = "L"
    if len(steps) == 1:
        return f"{steps[0]}h0.1"
    return "".join(steps)


def _budget(budget: float, top: float) -> Markup:
    if budget <= 0:
        return Markup("")
    return _PATH.format("line budget", f"M0 {100 - 100 * budget / top:.2f}H{_WIDE}")
