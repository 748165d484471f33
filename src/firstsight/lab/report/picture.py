"""The rewrite audit as one SVG file: what was rewritten over time by where it led, and below it, on a scale of its own,
what led to places that nobody had met. Nothing is fetched, nothing runs; it is light on paper and dark at night.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from firstsight.lab.audit.classes import Class
from firstsight.lab.audit.columns import Column, columns_of
from firstsight.lab.audit.periods import MOST_COLUMNS, marks
from firstsight.lab.audit.tally import LinkTally, needless
from firstsight.lab.report.charts import ceiling
from firstsight.lab.report.rewritten import NAMES
from firstsight.lab.report.wording import clean, count, date, percent, plural

WIDTH, HEIGHT = 1200, 700
"""The picture in its own units; it scales to whatever room there is."""

LEFT, RIGHT = 40.0, 1160.0
TOP, FLOOR = 262.0, 508.0
"""Edges of the main chart."""

STRIP_TOP, STRIP_FLOOR = 560.0, 628.0
"""Edges of the strip of what was never seen before."""

LEAST = 1.5
"""Height of the shortest column of the strip: one link in a month of a hundred is still to be seen."""

STACK = (Class.KNOWN, Class.OWN, Class.POPULAR, Class.SELDOM, Class.UNKNOWN, Class.NEW)
"""Bottom to top."""

STYLE = """
text{font:400 15px -apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif;fill:#5a6672;
font-variant-numeric:tabular-nums}
.paper{fill:#fff}.title{font:500 33px "Iowan Old Style",Charter,Georgia,"Liberation Serif",serif;fill:#17212b;
letter-spacing:-.01em}.hot{fill:#b5471b}.ink{fill:#17212b}.strong{font-weight:600}.small{font-size:13px}
.grid{stroke:#e2e6ea}.base{stroke:#5a6672}.halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
.known{fill:#b3d2da}.own{fill:#d9e8ec}.popular{fill:#d3d9de}.seldom{fill:#5d9db0}.unknown{fill:#8b95a0}.new{fill:#d2571f}.left{fill:#f2b896}
@media (prefers-color-scheme:dark){text{fill:#9aa5af}.paper{fill:#11161b}.title,.ink{fill:#e5e9ec}.hot{fill:#f0a67c}
.grid{stroke:#283038}.base{stroke:#9aa5af}.halo{stroke:#11161b}
.known{fill:#31697b}.own{fill:#23424d}.popular{fill:#4a545d}.seldom{fill:#5fa9bd}.unknown{fill:#79838d}.new{fill:#f08a52}.left{fill:#7d4526}}
"""


def picture(title: str, tally: LinkTally, most: int = MOST_COLUMNS) -> str:
    """The SVG of everything counted so far, with at most `most` columns."""
    unit, columns = columns_of(tally, most)
    parts = [_headline(title, tally), _legend(tally)] if tally.links else [_nothing(title, tally)]
    if tally.links:
        parts += [_stack(columns, unit), _strip(columns, unit), _axis(columns, unit)]
    style = Markup(STYLE)  # noqa: S704  # our own constant, nothing of a mail
    return str(_SVG.format(WIDTH, HEIGHT, clean(title, 100), style, Markup("").join(parts)))


def _headline(title: str, tally: LinkTally) -> Markup:
    classes, links = tally.classes(), tally.links
    new = classes[Class.NEW]
    found = "None led somewhere never seen before."
    if new:
        found = f"{count(new)} ({percent(new, links)}) led somewhere never seen before"
        found += f"; {count(tally.guarded)} of these would have been held or locked." if tally.guarded else "."
    return Markup("").join(
        (
            _text(LEFT, 48, _period(title, tally), "strong"),
            _text(LEFT, 98, f"{percent(needless(classes), links)} of {plural(links, 'rewritten link')}", "title"),
            _text(LEFT, 138, "led to places that are own or well known.", "title"),
            _text(LEFT, 172, found, "hot strong" if new else "strong"),
        )
    )


def _nothing(title: str, tally: LinkTally) -> Markup:
    said = "No gateway had rewritten a link." if tally.messages else "There was no mail."
    return _text(LEFT, 48, _period(title, tally), "strong") + _text(LEFT, 98, said, "title")


def _period(title: str, tally: LinkTally) -> str:
    days = sorted(tally.days)
    when = " to ".join(dict.fromkeys((date(days[0]), date(days[-1])))) if days else ""
    return f"{clean(title, 70)}   {when}".rstrip()


def _legend(tally: LinkTally) -> Markup:
    classes, links = tally.classes(), tally.links
    out, x = [], LEFT
    step = (RIGHT - LEFT) / len(STACK)
    for kind in STACK:
        out.append(_SWATCH.format(kind.value, f"{x:.0f}", 196))
        out.append(_text(x + 18, 207, NAMES[kind], "small"))
        out.append(_text(x + 18, 227, f"{count(classes[kind])}", "ink strong"))
        out.append(_text(x + 18 + 9.5 * len(count(classes[kind])) + 8, 227, percent(classes[kind], links), "small"))
        x += step
    return Markup("").join(out)


def _stack(columns: Sequence[Column], unit: str) -> Markup:
    top, grid = ceiling(max(column.links for column in columns), 1.0)
    scale = (FLOOR - TOP) / top
    out = [_grid(grid, scale, FLOOR)]
    base = [FLOOR] * len(columns)
    for kind in STACK:
        heights = [column.classes[kind] * scale for column in columns]
        base = [low - height for low, height in zip(base, heights, strict=True)]
        out.append(_PATH.format(kind.value, _rectangles(base, heights)))
    out.append(_labels(grid, scale, FLOOR))
    out.append(_BASE.format(LEFT, RIGHT, FLOOR))
    out.append(_text(LEFT, TOP - 6, f"Rewritten links a {unit}", "ink strong"))
    return Markup("").join(out)


def _strip(columns: Sequence[Column], unit: str) -> Markup:
    """What was never seen before, on its own scale: beside all the rest it would be a hair's breadth."""
    values = [column.classes[Class.NEW] for column in columns]
    out = [_text(LEFT, STRIP_TOP - 14, f"Never seen before, a {unit}, on its own scale", "ink strong")]
    base = _BASE.format(LEFT, RIGHT, STRIP_FLOOR)
    if not any(values):
        return Markup("").join((*out, _text(LEFT, STRIP_FLOOR - 28, "none", "small"), base))
    for x, style, name in ((RIGHT - 286, "new", "held or locked"), (RIGHT - 156, "left", "warned or left alone")):
        out += [_SWATCH.format(style, f"{x:.0f}", STRIP_TOP - 25), _text(x + 18, STRIP_TOP - 14, name, "small")]
    top, grid = ceiling(max(values), 1.0)
    scale = (STRIP_FLOOR - STRIP_TOP) / top
    guarded = [max(LEAST, column.guarded * scale) if column.guarded else 0.0 for column in columns]
    heights = [max(LEAST, value * scale) if value else 0.0 for value in values]
    above = [max(0.0, height - low) for height, low in zip(heights, guarded, strict=True)]
    shown = grid[-1:]
    out += [
        _grid(shown, scale, STRIP_FLOOR),
        _PATH.format("new", _rectangles([STRIP_FLOOR - low for low in guarded], guarded)),
        _PATH.format("left", _rectangles([STRIP_FLOOR - height for height in heights], above)),
        _labels(shown, scale, STRIP_FLOOR),
        base,
    ]
    return Markup("").join(out)


def _axis(columns: Sequence[Column], unit: str) -> Markup:
    width = (RIGHT - LEFT) / len(columns)
    out = []
    for number, label in marks([column.period for column in columns], unit):
        x = LEFT + number * width + (width / 2 if unit == "day" else 0.0)
        anchor = "start" if x < LEFT + 30 else "end" if x > RIGHT - 30 else "middle"
        out.append(_TICK.format(f"{x:.1f}", STRIP_FLOOR, STRIP_FLOOR + 6))
        out.append(_LABEL.format(f"{x:.1f}", STRIP_FLOOR + 26, anchor, label))
    return Markup("").join(out)


def _rectangles(tops: Sequence[float], heights: Sequence[float]) -> str:
    """One path with a rectangle for each column that is higher than nothing."""
    width = (RIGHT - LEFT) / len(tops)
    gap = min(width * 0.2, 4.0)
    return "".join(
        f"M{LEFT + number * width + gap / 2:.1f} {top:.2f}h{width - gap:.2f}v{height:.2f}h-{width - gap:.2f}z"
        for number, (top, height) in enumerate(zip(tops, heights, strict=True))
        if height > 0.0
    )


def _grid(values: Sequence[float], scale: float, floor: float) -> Markup:
    return Markup("").join(_LINE.format(LEFT, RIGHT, f"{floor - value * scale:.1f}") for value in values)


def _labels(values: Sequence[float], scale: float, floor: float) -> Markup:
    """Values written on their line, over what is drawn there."""
    return Markup("").join(_text(LEFT, floor - value * scale - 4, count(value), "small halo") for value in values)


def _text(x: float, y: float, words: str, style: str) -> Markup:
    return _TEXT.format(style, f"{x:.0f}", f"{y:.0f}", words)


_SVG = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" role="img" aria-label="Rewritten links: {2}">'
    '<style>{3}</style><rect class="paper" width="100%" height="100%"/>{4}</svg>\n'
)
_TEXT = Markup('<text class="{}" x="{}" y="{}" xml:space="preserve">{}</text>')
_LABEL = Markup('<text class="small" x="{}" y="{}" text-anchor="{}">{}</text>')
_TICK = Markup('<line class="base" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>')
_LINE = Markup('<line class="grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>')
_BASE = Markup('<line class="base" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>')
_SWATCH = Markup('<rect class="{}" x="{}" y="{}" width="12" height="12"/>')
_PATH = Markup('<path class="{}" d="{}"/>')
