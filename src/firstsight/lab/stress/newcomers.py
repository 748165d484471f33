"""New employees: nothing is known of them. Are they warned of too much, and are attacks on them found?"""

from __future__ import annotations

from msgspec import structs

from firstsight.lab.stress.ground import MEASURED, Ground, Judged, judged, measured, play
from firstsight.lab.stress.table import Table
from firstsight.lab.world.attacks import strike
from firstsight.lab.world.lures import LURES, plan
from firstsight.lab.world.stage import Stage
from firstsight.model import DAY

ONE_IN = 4
"""So many people for each one who joins."""

FIRST_DAYS = 30
"""Days that a person is new."""


def newcomers(ground: Ground) -> Table:
    """Innocent mail touched and attacks answered, for new people and for the others in the same weeks."""
    groups: dict[str, list[Judged]] = {"new people": [], "the others": []}
    for turn in range(ground.turns):
        stage = ground.stage(turn)
        joined = ground.days - FIRST_DAYS - 5
        new = _joining(stage, joined)
        _play(stage, ground.days, joined, new)
        start = min(letter.time for letter in stage.letters) // DAY * DAY + joined * DAY
        for one in judged(ground, stage.letters, stage.cast.domain):
            recipients = set(one.letter.envelope)
            if one.letter.time >= start and recipients & {person.addr for person in stage.cast.people}:
                groups["new people" if recipients <= new else "the others"].append(one)
    rows = tuple(measured(name, told) for name, told in groups.items())
    new_rate, old_rate = (row.shares[0].value for row in rows)
    return Table(
        f"in their first {FIRST_DAYS} days, is more innocent mail to new employees touched, and are attacks found?",
        f"innocent mail touched: {100 * new_rate:.1f} % for new people, {100 * old_rate:.1f} % for the others;"
        f" attacks answered: {100 * rows[0].shares[1].value:.0f} % and {100 * rows[1].shares[1].value:.0f} %",
        MEASURED,
        rows,
    )


def _joining(stage: Stage, day: int) -> set[str]:
    """Makes one person in four join on that day; who they are."""
    people = [
        structs.replace(person, joined=day if number % ONE_IN == ONE_IN - 1 else 0, left=100_000)
        for number, person in enumerate(stage.cast.people)
    ]
    stage.cast = structs.replace(stage.cast, people=tuple(people))
    return {person.addr for person in people if person.joined}


def _play(stage: Stage, days: int, joined: int, new: set[str]) -> None:
    """The days, and from the day on which they join one attack a day on a new person and one on another."""
    families = [family for family in LURES if family != "lateral"]
    for day in play(stage, days):
        if day < joined or not stage.working:
            continue
        fresh = [person for person in stage.staff() if person.addr in new]
        if fresh:
            family = families[day % len(families)]
            when = stage.hour(fresh[0])
            LURES[family](stage, plan(stage, family, when), stage.rng.choice(fresh))
        strike(stage, families[(day + 5) % len(families)])
