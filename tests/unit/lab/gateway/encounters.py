"""Campaigns for the tests of this folder, made by hand."""

from __future__ import annotations

from msgspec import structs

from firstsight.lab.gateway.campaigns import Campaign
from firstsight.lab.quality.labels import Label
from firstsight.lab.quality.told import Case, Told
from firstsight.model import ActionKind, Direction, IntentClass

START = 1_700_000_000
"""When campaigns begin, in seconds since 1970."""


def mail(
    hours: float = 0.0,
    *,
    answered: bool = False,
    people: int = 1,
    campaign: str = "",
    marks: tuple[str, ...] = (),
    attack: bool = True,
) -> Case:
    """One message so many hours after the start; `answered`: it was locked."""
    time = START + int(hours * 3600)
    action = ActionKind.LOCK if answered else ActionKind.NONE
    name = f"{hours}/{answered}/{people}/{campaign}/{marks}"
    label = Label(name, attack, "lure", campaign, "credential", recipients=people)
    return Case(label, Told(name, time, Direction.INBOUND, action, 0.0, IntentClass.BENIGN, 1, marks=marks))


def campaign(*cases: Case) -> Campaign:
    """These messages as one campaign."""
    return Campaign("one", tuple(cases))


def called(case: Case, name: str) -> Case:
    """The same message under another id."""
    return Case(structs.replace(case.label, id=name), structs.replace(case.told, id=name))
