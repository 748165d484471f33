"""The beginning: an installation that has seen nothing. When does it find attacks, and what does it cost until then?"""

from __future__ import annotations

from firstsight.lab.stress.ground import MEASURED, Ground, Judged, every_few, judged, measured, play
from firstsight.lab.stress.table import Table
from firstsight.model import DAY

ATTACKS_A_WEEK = 4.0
WEEKS = ((0, 1), (1, 2), (2, 4), (4, 8), (8, 13), (13, 21))
"""Weeks from the first mail on, [first, last)."""


def beginning(ground: Ground) -> Table:
    """Innocent mail touched and attacks answered, by the age of the installation."""
    by_weeks: dict[tuple[int, int], list[Judged]] = {weeks: [] for weeks in WEEKS}
    for turn in range(ground.turns):
        stage = ground.stage(turn)
        list(play(stage, ground.days, every_few(stage.rng, 0, ground.days, ATTACKS_A_WEEK)))
        told = judged(ground, stage.letters, stage.cast.domain)
        start = told[0].letter.time
        for one in told:
            week = (one.letter.time - start) / (7 * DAY)
            for first, last in WEEKS:
                if first <= week < last:
                    by_weeks[first, last].append(one)
    rows = tuple(measured(_name(weeks), told) for weeks, told in by_weeks.items() if told)
    grown = rows[-1].shares[1].value
    ready = next((row.name for row in rows if row.shares[1].value >= 0.8 * grown), rows[-1].name)
    return Table(
        "a new installation: from when on does it answer attacks?",
        f"four fifths of what it answers in the end, from {ready} on",
        MEASURED,
        rows,
    )


def _name(weeks: tuple[int, int]) -> str:
    first, last = weeks
    return f"week {last}" if last == first + 1 else f"weeks {first + 1} to {last}"
