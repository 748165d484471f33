"""Who meets a campaign before anybody does something about it: exact expectations, no drawing of lots.

A defence is the probability that it is ignorant of a campaign at a time. A click happens where the reader would click
then, and nothing was done to the message, and the defence is still ignorant. All figures are sums of that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from firstsight.lab.gateway.assumptions import CLICKS, Assumptions
from firstsight.lab.gateway.campaigns import Campaign
from firstsight.lab.gateway.defences import Defence
from firstsight.lab.gateway.waiting import HOUR, Floats

READERS = 256
"""Quantiles of the time to click."""

HOURS = tuple(i / 2 for i in range(97))
"""Where the curve of clicks is told: two days in half hours."""

NEVER = math.inf
"""A time to detection that is not reached."""

SINCE = np.concatenate(([0.0], np.geomspace(60.0, 10 * 365 * 86_400.0, 600)))
"""Seconds after a campaign's first message at which detection is told, 3 % apart; later than ten years is never."""


class Outcome(Struct, frozen=True):
    """What a defence leaves; numbers of campaigns, messages and people are expectations."""

    defence: str
    campaigns: int
    patient_zeros: float
    """Campaigns whose first message reached somebody with nothing done about it."""
    messages: float
    """Messages that came through before the first action on their campaign."""
    people: float
    """Recipients of those."""
    through: float
    """Messages that came through at all: also after an action on another message of the campaign."""
    clicks: float
    """Clicks that nothing stood in the way of."""
    median_hours: float
    """Time from a campaign's first message here to the first action; `NEVER` where it is not reached."""
    p90_hours: float
    curve: tuple[float, ...] = ()
    """Clicks so many `HOURS` after the first message of their campaign, summed up."""


def outcome(defence: Defence, campaigns: Sequence[Campaign], assumed: Assumptions) -> Outcome:
    """The figures over these campaigns."""
    tally, curve, unmet = np.zeros(5), np.zeros(len(HOURS)), np.zeros(len(SINCE))
    for campaign in campaigns:
        one, clicked, left = _one(defence, campaign, assumed)
        tally, curve, unmet = tally + one, curve + clicked, unmet + left
    zeros, messages, people, through, clicks = map(float, tally)
    met = 1.0 - unmet / len(campaigns) if campaigns else unmet
    return Outcome(
        defence.name,
        len(campaigns),
        zeros,
        messages,
        people,
        through,
        clicks,
        median_hours=_reached(met, 0.5),
        p90_hours=_reached(met, 0.9),
        curve=tuple(map(float, curve)),
    )


def _one(defence: Defence, campaign: Campaign, assumed: Assumptions) -> tuple[Floats, Floats, Floats]:
    """(patient zero, messages and people before the first action, messages through, clicks), (clicks by hour),
    (probability that nothing was done, `SINCE` the first message).
    """
    arrivals = np.array([float(case.told.time) for case in campaign.cases])
    people = np.array([float(case.recipients) for case in campaign.cases])
    bare = np.array([not (defence.judges and case.answered) for case in campaign.cases])
    moments = arrivals[:, None] + CLICKS.quantiles(READERS)[None, :]
    asked = np.concatenate((arrivals, moments.ravel(), campaign.start + SINCE))
    known = np.split(defence.ignorant(campaign, asked), (len(arrivals), len(arrivals) + moments.size))
    open_ = known[0] * bare
    before = open_ * np.cumprod(bare)
    standing = known[1].reshape(moments.shape) if assumed.retract else np.repeat(known[0][:, None], READERS, axis=1)
    clicks = standing * (bare * people * assumed.click / READERS)[:, None]
    hours, _ = np.histogram((moments - campaign.start) / HOUR, [-1.0, *HOURS], weights=clicks)
    totals = [before[0], before.sum(), (before * people).sum(), open_.sum(), clicks.sum()]
    answered = arrivals[~bare]
    first = answered[0] if len(answered) else np.inf
    return np.array(totals), np.cumsum(hours), known[2] * (campaign.start + SINCE < first)


def _reached(met: Floats, share: float) -> float:
    """Hours until this share is met."""
    if met[-1] < share:
        return NEVER
    at = int(np.argmax(met >= share))
    if at == 0:
        return 0.0
    part = (share - met[at - 1]) / (met[at] - met[at - 1])
    return float(SINCE[at - 1] + part * (SINCE[at] - SINCE[at - 1])) / HOUR
