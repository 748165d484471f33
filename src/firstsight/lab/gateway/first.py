"""`firstsight lab first-encounter` as figures: all defences, by family, and by how early others met a campaign."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct, structs

from firstsight.lab.gateway.assumptions import Assumptions
from firstsight.lab.gateway.campaigns import Campaign, campaigns
from firstsight.lab.gateway.defences import Defence, FirstSight, Gateway, defences
from firstsight.lab.gateway.encounter import Outcome, outcome
from firstsight.lab.quality.bounds import Share
from firstsight.lab.quality.burden import Cost, costs
from firstsight.lab.quality.told import Cases

LEADS = (0.0, 1.0, 3.0, 6.0, 12.0, 24.0, 48.0, 96.0, 168.0)
"""Hours by which others met a campaign first, for the question from when on a deny-list is enough."""


class Family(Struct, frozen=True):
    """Campaigns of one family."""

    name: str
    messages: int
    first: Share
    """Campaigns whose first message was answered."""
    outcomes: tuple[Outcome, ...]
    """Gateway, firstsight, both."""


class Lead(Struct, frozen=True):
    """Patient zeros where others met each campaign so many hours before."""

    hours: float
    gateway: float
    both: float


class FirstEncounter(Struct, frozen=True):
    """Everything that is told."""

    assumed: Assumptions
    messages: int
    people: int
    campaigns: int
    first: Share
    """Campaigns whose first message was answered."""
    outcomes: tuple[Outcome, ...]
    families: tuple[Family, ...]
    leads: tuple[Lead, ...]
    costs: tuple[Cost, ...]
    """What the answers cost innocent mail."""


def first_encounter(cases: Cases, assumed: Assumptions) -> FirstEncounter:
    """The figures of one archive; there may be no attack in it."""
    found = campaigns(cases)
    return FirstEncounter(
        assumed=assumed,
        messages=len(cases.attacks),
        people=sum(case.recipients for case in cases.attacks),
        campaigns=len(found),
        first=_first(found),
        outcomes=tuple(outcome(defence, found, assumed) for defence in defences(assumed)),
        families=tuple(_family(name, found, assumed) for name in sorted({one.family for one in found})),
        leads=tuple(_lead(hours, found, assumed) for hours in LEADS),
        costs=costs(cases.ham, cases.own),
    )


def _first(found: Sequence[Campaign]) -> Share:
    return Share(sum(campaign.cases[0].answered for campaign in found), len(found))


def _family(name: str, found: Sequence[Campaign], assumed: Assumptions) -> Family:
    own = [campaign for campaign in found if campaign.family == name]
    three: tuple[Defence, ...] = (Gateway(assumed), FirstSight(), Gateway(assumed, "both", judges=True))
    return Family(
        name or "(no family)",
        messages=sum(len(campaign.cases) for campaign in own),
        first=_first(own),
        outcomes=tuple(outcome(defence, own, assumed) for defence in three),
    )


def _lead(hours: float, found: Sequence[Campaign], assumed: Assumptions) -> Lead:
    gateway = Gateway(structs.replace(assumed, lead_hours=hours))
    met = [float(gateway.ignorant(campaign, np.array([float(campaign.start)]))[0]) for campaign in found]
    open_ = (p for p, campaign in zip(met, found, strict=True) if not campaign.cases[0].answered)
    return Lead(hours, sum(met), sum(open_))
