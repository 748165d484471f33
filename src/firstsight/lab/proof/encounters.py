"""First encounters as the page tells them: sentences, bars and curves out of expectations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from firstsight.lab.gateway import words
from firstsight.lab.gateway.assumptions import Assumptions
from firstsight.lab.gateway.encounter import HOURS, Outcome
from firstsight.lab.gateway.first import FirstEncounter
from firstsight.lab.report.charts import Mark, Series, lines, meter
from firstsight.lab.report.wording import NBSP, count, percent, plural

STYLES = {
    "nothing": "p0",
    "gateway": "p1",
    "gateway, reports": "p1 dash",
    "firstsight": "p2",
    "both": "p3",
    "both, reports": "p3 dash",
}
"""The class that colours each defence, on every chart the same."""

TITLES = {
    "nothing": "Nothing",
    "gateway": "Gateway",
    "gateway, reports": "Gateway that acts on reports",
    "firstsight": "firstsight",
    "both": "Both",
    "both, reports": "Both, and reports",
}
"""What each defence is called."""

_TILES = {
    "nothing": "Everything is delivered, nobody learns.",
    "gateway": "Knows a campaign once somebody has met it.",
    "firstsight": "Judges the first message as it comes.",
    "both": "What the one misses the other may know.",
}


def headline(found: FirstEncounter) -> dict[str, Any]:
    """The two figures that count, and a tile for each defence."""
    by_name = {one.defence: one for one in found.outcomes}
    gateway, ours, both = (by_name[name] for name in ("gateway", "firstsight", "both"))
    stopped = found.campaigns - gateway.patient_zeros
    lead = "" if found.assumed.lead_hours else " that met them here for the first time"
    return {
        "campaigns": plural(found.campaigns, "campaign"),
        "stopped": count(found.first.part),
        "share": percent(found.first.part, found.first.whole),
        "bounds": bounds(found.first.low, found.first.high),
        "gateway": f"A gateway{lead} stops {_about(stopped)} of them at the first message",
        "clicks": f"{words.number(gateway.clicks)} clicks are expected behind it, {words.number(ours.clicks)} behind"
        f" firstsight and {words.number(both.clicks)} behind both",
        "messages": plural(found.messages, "message"),
        "people": plural(found.people, "recipient"),
        "tiles": [
            {
                "name": TITLES[name],
                "n": words.number(by_name[name].patient_zeros).removesuffix(".0"),
                "share": f"{percent(by_name[name].patient_zeros, found.campaigns)} of campaigns",
                "bar": meter(by_name[name].patient_zeros, found.campaigns, STYLES[name]),
                "what": what,
            }
            for name, what in _TILES.items()
        ],
    }


def _about(number: float) -> str:
    return "none" if number < 0.05 else f"about {count(number)}" if number >= 10 else f"{number:.1f}"


def bounds(low: float, high: float) -> str:
    """Two bounds of a share: 41.9 to 51.5 %."""
    return f"{100 * low:.1f} to {100 * high:.1f}{NBSP}%"


def clicks(found: FirstEncounter) -> dict[str, Any]:
    """Clicks summed up over two days, a line for each defence."""
    series = [Series(TITLES[one.defence], STYLES[one.defence], one.curve) for one in found.outcomes]
    days = HOURS[-1]
    axis = [Mark(hour / days, f"{hour}{NBSP}h") for hour in (0, 6, 12, 24, 36, 48)]
    nothing, ours = found.outcomes[0], next(one for one in found.outcomes if one.defence == "firstsight")
    at = HOURS.index(1.0)
    return {
        "lead": f"One hour after the first message, {words.number(nothing.curve[at])} clicks are expected where nothing"
        f" stands in the way and {words.number(ours.curve[at])} behind firstsight. What a deny-list saves it saves"
        " later: half of those who click have done so by then.",
        "series": series,
        "chart": lines(series, axis, "Expected clicks by hours after the first message of a campaign", _plain),
    }


def _plain(value: float) -> str:
    return f"{value:,g}"


def table(found: FirstEncounter) -> list[dict[str, str]]:
    """Every defence with its figures."""
    return [_row(one, found) for one in found.outcomes]


def _row(one: Outcome, found: FirstEncounter) -> dict[str, str]:
    return {
        "name": TITLES[one.defence],
        "style": STYLES[one.defence],
        "zeros": words.number(one.patient_zeros).removesuffix(".0"),
        "zeros_share": percent(one.patient_zeros, found.campaigns),
        "people": words.number(one.people).removesuffix(".0"),
        "through": words.number(one.through).removesuffix(".0"),
        "clicks": words.number(one.clicks),
        "median": words.hours(one.median_hours),
        "p90": words.hours(one.p90_hours),
    }


def leads(found: FirstEncounter) -> dict[str, Any]:
    """Patient zeros where others met each campaign earlier: the question from when on the gateway is enough."""
    columns = len(found.leads)
    gateway = [lead.gateway for lead in found.leads]
    ours = [found.campaigns - float(found.first.part)] * columns
    both = [lead.both for lead in found.leads]
    series = [Series(TITLES[n], STYLES[n], v) for n, v in (("gateway", gateway), ("firstsight", ours), ("both", both))]
    axis = [Mark((i + 0.5) / columns, words.hours(lead.hours)) for i, lead in enumerate(found.leads)]
    return {
        "lead": _even(found, gateway, ours),
        "series": series,
        "chart": lines(series, axis, "Patient zeros by how much earlier others met the campaign", count),
    }


def _even(found: FirstEncounter, gateway: Sequence[float], ours: Sequence[float]) -> str:
    enough = (lead.hours for lead, zeros in zip(found.leads, gateway, strict=True) if zeros <= ours[0])
    first = next(enough, None)
    if first is None:
        return "However early others meet a campaign, up to a week, the gateway lets more first messages through."
    if first == 0.0:
        return "The gateway is even from the start."
    return (
        "The gateway lets no more first messages through than firstsight where others met each campaign"
        f" {words.hours(first)} before. Attacks that are made for one organisation are met by nobody before."
    )


def assumed(given: Assumptions) -> list[str]:
    """What was assumed, a sentence each."""
    return words.assumed(given)
