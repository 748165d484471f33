"""Drift: what is normal changes a little every month, for ever. Does the price of innocent mail grow with it?"""

from __future__ import annotations

from msgspec import structs

from firstsight.lab.stress.ground import MEASURED, Ground, Judged, every_few, judged, measured, play
from firstsight.lab.stress.table import Table
from firstsight.lab.world.cast import Origin
from firstsight.lab.world.octets.letter import MAILERS, Letter
from firstsight.model import DAY

MONTH = 30 * DAY
"""Seconds."""

ATTACKS_A_WEEK = 2.0
RATES = (0.0, 0.1, 0.3)
"""Share of outside senders that change program, network and signer every month."""

SETTLED_MONTHS = 2
"""Months that only teach."""


def drift(ground: Ground) -> Table:
    """Innocent mail touched and attacks answered after the first months, by how fast senders change."""
    rows = []
    for rate in RATES:
        told: list[Judged] = []
        for turn in range(ground.turns):
            stage = ground.stage(turn)
            first = SETTLED_MONTHS * 30
            list(play(stage, ground.days, every_few(stage.rng, first, ground.days, ATTACKS_A_WEEK)))
            start = min(letter.time for letter in stage.letters)
            letters = [
                drifted(letter, rate, (letter.time - start) // MONTH, stage.cast.domain) for letter in stage.letters
            ]
            later = start + SETTLED_MONTHS * MONTH
            told += [one for one in judged(ground, letters, stage.cast.domain) if one.letter.time >= later]
        rows.append(measured(f"{100 * rate:.0f} % a month", told))
    still, most = rows[0].shares[0].value, rows[-1].shares[0].value
    return Table(
        "senders change program, network and signer, some every month: does the price grow?",
        f"{100 * still:.1f} % of innocent mail touched where nothing changes, {100 * most:.1f} % where"
        f" {100 * RATES[-1]:.0f} % of senders change every month",
        MEASURED,
        tuple(rows),
    )


def drifted(letter: Letter, rate: float, month: int, own: str) -> Letter:
    """The letter as its sender writes in that month: after each change from another network, with another program."""
    sender = letter.sender[1]
    domain = sender.rpartition("@")[2]
    if letter.kind == "attack" or domain == own or letter.mailer in ("campaign", "robot"):
        return letter
    mark = sum(sender.encode()) % 100
    changes = sum((mark + 37 * past) % 100 < 100 * rate for past in range(month))
    if not changes:
        return letter
    programs = [name for name in MAILERS if name not in ("campaign", "robot", "script", "python")]
    number = sum(domain.encode()) % 200 + 1
    origin = Origin(f"2001:db8:{changes:x}:{number:x}::1", f"out{changes}.{domain}", domain)
    return structs.replace(letter, origin=origin, mailer=programs[(mark + changes) % len(programs)])
