"""First encounters as plain text."""

from __future__ import annotations

import math

from firstsight.lab.gateway.assumptions import Assumptions
from firstsight.lab.gateway.encounter import Outcome
from firstsight.lab.gateway.first import FirstEncounter
from firstsight.lab.quality.words import told

_NAME = 34
_COLUMN = 18


def text(found: FirstEncounter) -> str:
    """Everything, in blocks with an empty line between them."""
    if not found.campaigns:
        return "no labelled attack, so no first encounter"
    return "\n\n".join("\n".join(block) for block in (_head(found), _table(found), _families(found), _leads(found)))


def hours(value: float) -> str:
    """A time as people say it: at once, 40 min, 9.2 h, 3.1 d, never."""
    if math.isinf(value):
        return "never"
    if value == 0.0:
        return "at once"
    if value < 1.0:
        return f"{60 * value:.0f} min"
    return f"{round(value, 1):g} h" if value < 48.0 else f"{round(value / 24.0, 1):g} d"


def number(value: float) -> str:
    """An expectation: whole where it is large, with one digit where it is not."""
    return f"{value:,.0f}" if value >= 100.0 else f"{value:.1f}"


def assumed(given: Assumptions) -> list[str]:
    """What was assumed, a sentence each."""
    lead = f"came {given.lead_hours:g} h before" if given.lead_hours else "is"
    protects = (
        "also protects mail that was delivered before" if given.retract else "only protects mail that comes after"
    )
    delay = f"{given.delay_hours:g} h after its first message anywhere (log-normal, spread {given.delay_spread:g})"
    entry = f"a median of {given.report_minutes:g} min after the first of them (spread {given.report_spread:g})"
    pace = "half of them within an hour, 81 % within five, 90 % within ten"
    return [
        f"A campaign is on the deny-list a median of {delay}; {100 * given.coverage:g} % of campaigns ever are.",
        f"Its first message anywhere {lead} the first one here. An entry {protects} it.",
        f"{100 * given.reporting:g} % of recipients report, by the curve of clicks; then the entry follows {entry}.",
        f"{100 * given.click:g} % of recipients fall for what nothing stands in the way of: {pace}.",
    ]


def _head(found: FirstEncounter) -> list[str]:
    pairs = ((found.campaigns, "campaign"), (found.messages, "message"), (found.people, "recipient"))
    counts = ", ".join(f"{many:,} {what}{'s' if many != 1 else ''}" for many, what in pairs)
    return [f"{counts}; first message answered by firstsight: {told(found.first)}", *assumed(found.assumed)]


def _table(found: FirstEncounter) -> list[str]:
    def row(name: str, cells: list[str]) -> str:
        return f"{name:{_NAME}}" + "".join(f"{cell:>{_COLUMN}}" for cell in cells)

    all_ = found.outcomes
    cost = found.costs[0].mean
    return [
        row("", [one.defence for one in all_]),
        row("patient zeros (campaigns)", [_zeros(one) for one in all_]),
        row("messages before the first action", [number(one.messages) for one in all_]),
        row("people before the first action", [number(one.people) for one in all_]),
        row("messages through, all in all", [number(one.through) for one in all_]),
        row("clicks with nothing in the way", [number(one.clicks) for one in all_]),
        row("first action, median", [hours(one.median_hours) for one in all_]),
        row("first action, nine in ten", [hours(one.p90_hours) for one in all_]),
        f"firstsight's price: {told(cost, 2)} of {cost.whole:,} innocent mails from outside met any action",
    ]


def _zeros(one: Outcome) -> str:
    return f"{number(one.patient_zeros)} ({100 * one.patient_zeros / one.campaigns:.0f} %)"


def _families(found: FirstEncounter) -> list[str]:
    lines = [
        f"{'':26}{'':>10}{'':>9}  {'':24}{'patient zeros':>27}{'clicks':>27}",
        f"{'family':26}{'campaigns':>10}{'messages':>9}  {'first message answered':24}"
        + f"{'gateway':>9}{'fs':>9}{'both':>9}" * 2,
    ]
    for family in found.families:
        zeros = "".join(f"{number(one.patient_zeros):>9}" for one in family.outcomes)
        clicks = "".join(f"{number(one.clicks):>9}" for one in family.outcomes)
        lines.append(
            f"{family.name[:25]:26}{family.first.whole:>10}{family.messages:>9}  {told(family.first):24}{zeros}{clicks}"
        )
    return lines


def _leads(found: FirstEncounter) -> list[str]:
    return [
        "patient zeros where others met each campaign so much earlier",
        f"{'lead':26}" + "".join(f"{hours(one.hours):>9}" for one in found.leads),
        f"{'gateway':26}" + "".join(f"{number(one.gateway):>9}" for one in found.leads),
        f"{'both':26}" + "".join(f"{number(one.both):>9}" for one in found.leads),
    ]
