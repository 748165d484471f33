"""What each section says, in sentences and charts: counts go in, strings and SVG come out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any

from firstsight.lab.report.axis import marks
from firstsight.lab.report.charts import Mark, Series, bars, lines, meter
from firstsight.lab.report.rows import Namer, Row, gathered
from firstsight.lab.report.tally import INTENTS, PEOPLE, Day, Roster, Tally, Week
from firstsight.lab.report.wording import count, date, odds, percent, plural, span
from firstsight.model import ActionKind

FEWEST = 20
"""Messages that a day must have before its share means anything: one of two is not 50 %. Fewer where all are small."""

_FEW_DAYS = 28
"""Up to four weeks are drawn by the day."""

_SHOWN = 8
"""Messages listed of each action; those that are alike are one."""

_NAMES = 10
"""Names in each list of people and senders."""

INTENT_WORDS = {
    "benign": "Nothing in particular",
    "promotion": "Advertises",
    "extortion": "Threatens and demands money",
    "payment": "Wants a payment or new bank details",
    "credential": "Wants a sign-in",
    "malware": "Wants a file opened",
    "callback": "Wants a telephone call",
    "contact": "Wants a first answer",
}


def headline(tally: Tally) -> dict[str, Any]:
    """The period, and the four figures a board asks for."""
    none, banner, lock, hold = tally.actions
    total = tally.messages
    days = sorted(tally.days)
    people = len(tally.protected)
    acted = total - none
    figures = [
        ("Left alone", none, "c0", "Delivered exactly as they came."),
        ("Bannered", banner, "c1", "Delivered with a line above the text that says what is unusual."),
        ("Links locked", lock, "c2", "Delivered; only the links that nobody here had met need one more step."),
        ("Held", hold, "c3", "Kept back until somebody has looked."),
    ]
    return {
        "empty": not total,
        "period": " to ".join(dict.fromkeys((date(days[0]), date(days[-1])))) if days else "",
        "span": span(days[-1] - days[0] + 1) if days else "",
        "messages": plural(total, "message"),
        "people": ("more than " if people >= PEOPLE else "") + plural(people, "person", "people"),
        "alone": percent(none, total),
        "touched": plural(acted, "message") if acted else "",
        "touched_share": percent(acted, total),
        "figures": [
            {"name": name, "n": count(n), "share": percent(n, total), "bar": meter(n, total, style), "what": what}
            for name, n, style, what in figures
        ],
        "withheld": plural(tally.withheld, "message") if tally.withheld else "",
    }


def flow(tally: Tally) -> dict[str, Any]:
    """Messages by direction and what was done, a week or, for a short time, a day at a time."""
    days = tally.drawn()
    columns, axis, unit = _columns(tally, days)
    inbound, outbound, internal = (
        [float(sum(day.directions[i] for day in column)) for column in columns] for i in range(3)
    )
    acted = [[float(sum(day.actions[rung] for day in column)) for column in columns] for rung in (1, 2, 3)]
    totals = [sum(day.directions[i] for day in tally.days.values()) for i in range(3)]
    drawn = sum(day.messages for number, day in tally.days.items() if number in days)
    directions = [
        Series("From outside", "d0", inbound),
        Series("Among colleagues", "d1", internal),
        Series("To outside", "d2", outbound),
    ]
    actions = [
        Series(n, f"c{i}", v) for i, (n, v) in enumerate(zip(("Bannered", "Locked", "Held"), acted, strict=True), 1)
    ]
    return {
        "lead": f"{percent(totals[0], sum(totals))} came from outside, {percent(totals[2], sum(totals))} stayed in the"
        f" house, {percent(totals[1], sum(totals))} went out.",
        "left_out": plural(tally.messages - drawn, "message") if drawn != tally.messages else "",
        "messages": bars(directions, axis, f"Messages a {unit} by direction", count, least=1.0),
        "directions": directions,
        "acted": bars(actions, axis, f"Actions a {unit}", count, least=1.0),
        "actions": actions,
        "quiet": not any(map(sum, acted)),
        "unit": unit,
        "drawn": len(columns) > 1,
    }


def _columns(tally: Tally, days: range) -> tuple[list[list[Day]], list[Mark], str]:
    """(days of each column, marks below, what a column is): weeks, and days where there are only a few weeks."""
    if len(days) <= _FEW_DAYS:
        return [[tally.days[day]] if day in tally.days else [] for day in days], marks(days), "day"
    return [week for _, week in tally.by_week(days)], marks(_whole_weeks(days)), "week"


def acted(tally: Tally, kept: Mapping[str, list[Row]]) -> list[dict[str, Any]]:
    """The messages that something was done to, strongest action first."""
    words = {
        "hold": ("Held", "Kept back whole."),
        "lock": ("Links locked", "Delivered, with the surprising links locked."),
        "annotate": ("Bannered", "Delivered with a warning."),
    }
    out = []
    for kind, (name, what) in words.items():
        total = tally.actions[ActionKind(kind).rung]
        rows = kept.get(kind, [])
        shown = gathered(rows, _SHOWN)
        left = total - sum(alike.messages for alike in shown)
        more = plural(left, "message") if left else ""
        out.append({"kind": kind, "name": name, "what": what, "total": count(total), "rows": shown, "more": more})
    return out


def standing(tally: Tally, namer: Namer) -> list[dict[str, Any]]:
    """Senders and people whose mail was the most surprising."""

    settled = tally.settled_from is not None and bool(tally.days) and max(tally.days) >= tally.settled_from

    def listed(roster: Roster) -> list[dict[str, str]]:
        return [
            {
                "name": namer.entity(name),
                "kind": "domain" if name.startswith("domain:") else "address",
                "acted": count(place.acted),
                "odds": odds(place.p if settled else place.early),
                "messages": count(place.messages),
            }
            for name, place in roster.top(_NAMES)
        ]

    return [
        {"name": "Senders and places", "first": "Sender, domain or link", "rows": listed(tally.senders)},
        {"name": "People who got it", "first": "Recipient", "rows": listed(tally.people)},
    ]


def curve(tally: Tally) -> dict[str, Any]:
    """How normal is being learnt: the share of what was seen that was new, a week at a time."""
    days = tally.drawn()
    weeks = [tally.weeks.get(number, Week()) for number, _ in tally.by_week(days)]
    enough = _enough(sum(w.bins) for w in weeks)

    def share(new: str, whole: str = "observations") -> list[float]:
        full = (w if sum(w.bins) >= enough else Week() for w in weeks)
        return [getattr(w, new) / getattr(w, whole) if getattr(w, whole) else math.nan for w in full]

    person, house = share("new"), share("new_everywhere")
    series = [Series("New to the person or sender", "l1", person)]
    if any(w.grouped for w in weeks):
        series.append(Series("New to the group", "l2", share("new_to_group", "grouped")))
    series.append(Series("New to everybody here", "l3", house))
    middle = [w.median_p if sum(w.bins) >= enough else math.nan for w in weeks]
    axis = marks(_whole_weeks(days))
    seen = [v for v in person if not math.isnan(v)]
    return {
        "lead": _learnt(seen),
        "drawn": len(seen) > 1,
        "series": series,
        "chart": lines(series, axis, "Share of observations that were new, by week", _share_label),
        "median": lines([Series("Median", "l3", middle)], axis, "Median p-value of a message, by week", str, 1.0),
    }


def _learnt(seen: list[float]) -> str:
    if len(seen) < 8:
        return "There are not enough weeks to speak of learning yet."
    first, last = sum(seen[:4]) / 4, sum(seen[-4:]) / 4
    return (
        f"In the first four weeks {percent(first, 1)} of what was observed was new to the person or sender it was"
        f" observed of; in the last four {percent(last, 1)}."
    )


_SPENT_WORDS = {
    "annotate": ("Bannered or more", "of all mail"),
    "lock": ("Locked or more", "of mail with links"),
    "hold": ("Held", "of all mail"),
}


def spending(tally: Tally, budgets: Mapping[str, float]) -> list[dict[str, Any]]:
    """How often each action was taken a day, against what it may be."""
    return [_spent(tally, kind, budgets.get(kind, 0.0)) for kind in _SPENT_WORDS]


def _spent(tally: Tally, kind: str, budget: float) -> dict[str, Any]:
    name, whole = _SPENT_WORDS[kind]
    spent = {day: counted.spent(kind) for day, counted in tally.days.items()}
    acted, of = (sum(counts[i] for counts in spent.values()) for i in range(2))
    fewest = _enough(n for _, n in spent.values())
    rates = {day: part / n for day, (part, n) in spent.items() if n >= fewest}
    days = tally.drawn()
    series = Series(name, "c3", [rates.get(day, 0.0) for day in days])
    worst = max(rates, key=lambda day: (rates[day], -day), default=None)
    return {
        "name": name,
        "rate": percent(acted, of),
        "budget": percent(budget, 1.0) if budget else "",
        "of": whole,
        "within": not budget or acted <= budget * of,
        "worst": _day_told(worst, *spent[worst]) if worst is not None and rates[worst] else "",
        "drawn": len(days) > 1,
        "small": any(n < fewest and n for _, n in spent.values()) and fewest,
        "chart": bars([series], marks(days, 6), f"{name} a day", _share_label, budget),
    }


def _enough(sizes: Iterable[int]) -> int:
    """How many messages a day or a week must have for its share to mean anything."""
    return max(1, min(FEWEST, int(median([size for size in sizes if size] or [0]))))


def _day_told(day: int, part: int, of: int) -> str:
    return f"{date(day)}: {count(part)} of {count(of)} ({percent(part, of)})"


def intents(tally: Tally) -> list[dict[str, Any]]:
    """What the texts asked for, the most frequent first."""
    total = tally.messages
    rows = sorted(zip(INTENTS, tally.intents, strict=True), key=lambda pair: -sum(pair[1]))
    most = max((sum(counts) for _, counts in rows), default=0)
    return [
        {
            "name": INTENT_WORDS[kind.value],
            "id": kind.value,
            "n": count(sum(counts)),
            "share": percent(sum(counts), total),
            "acted": count(sum(counts[1:])),
            "bar": meter(sum(counts), most, "c2"),
        }
        for kind, counts in rows
    ]


def _whole_weeks(days: range) -> range:
    """The range widened to whole weeks, as the columns of a weekly chart are."""
    if not days:
        return days
    return range(days[0] - (days[0] + 3) % 7, days[-1] + 7 - (days[-1] + 3) % 7)


def _share_label(value: float) -> str:
    return f"{100 * value:.3g}\u00a0%"
