"""When attacks come and whom they meet: from the third month on, some to one person, some to many."""

from __future__ import annotations

from msgspec import structs

from firstsight.lab.world.cast import Person
from firstsight.lab.world.days import at
from firstsight.lab.world.lures import LURES, plan
from firstsight.lab.world.octets.letter import Letter
from firstsight.lab.world.stage import Stage

QUIET_DAYS = 60
"""Before this day there is no attack: normal is learnt first."""

CAMPAIGNS_A_DAY = 0.2
"""For forty people: about 61 campaigns and 100 messages in the ten months that follow."""

_COPIES = {
    "credential_unknown": (1, 1, 2, 4),
    "credential_lookalike": (1, 2, 3),
    "credential_filehost": (1, 1, 2),
    "extortion": (1, 1, 3),
    "attachment_html": (1, 2),
    "callback": (1, 1, 2),
    "lateral": (3, 4, 6),
    "calendar": (1, 2),
}
"""How many people a campaign of the family goes to; one where it is missing."""

_DESKS = {
    "payment_ceo": ("finance", "purchasing"),
    "payment_bank": ("finance", "purchasing"),
    "attachment_html": ("finance", "purchasing", "sales"),
    "contact": ("finance", "management", "sales"),
}


def campaigns(stage: Stage, days: int) -> list[tuple[int, str]]:
    """(day, family) of every campaign in order of time; families take turns, so that each occurs."""
    count = round(max(0, days - QUIET_DAYS) * CAMPAIGNS_A_DAY * min(stage.share, 2.0))
    families: list[str] = []
    while len(families) < count:
        families += stage.rng.sample(list(LURES), len(LURES))
    return sorted((stage.rng.randrange(QUIET_DAYS, days), family) for family in families[:count])


def strike(stage: Stage, family: str) -> list[Letter]:
    """One campaign today; its messages are minutes apart."""
    rng = stage.rng
    staff = stage.staff() or list(stage.cast.people)
    desk = [person for person in staff if person.department in _DESKS.get(family, ())] or staff
    hour = rng.uniform(7.0, 18.0) if rng.random() < 0.75 else rng.uniform(0.0, 23.9)
    plot = plan(stage, family, at(stage.date, hour, 1))
    victims: list[Person] = rng.sample(desk, min(len(desk), rng.choice(_COPIES.get(family, (1,)))))
    letters = []
    for number, victim in enumerate(victims):
        later = structs.replace(plot, time=plot.time + number * rng.randint(20, 900))
        letters.append(LURES[family](stage, later, victim))
    return letters
