"""The year as two files: `year.mbox` (mboxrd, RFC 4155) and `labels.csv`. The same seed gives the same octets."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from random import Random

from msgspec import Struct

from firstsight.lab.world.attacks import campaigns, strike
from firstsight.lab.world.cast import hire
from firstsight.lab.world.days import FIRST_DAY, asctime, iso
from firstsight.lab.world.octets.letter import ENVELOPE_HEADER, Letter, octets
from firstsight.lab.world.routine import office_day, welcome
from firstsight.lab.world.services import service_day
from firstsight.lab.world.stage import Stage

_FROM_LINE = re.compile(rb"^(>*From )", re.MULTILINE)


class World(Struct, frozen=True):
    """Where the files are and what a reader must know of the organisation."""

    mbox: Path
    labels: Path
    org_domain: str
    authserv_id: str
    envelope_header: str
    groups: dict[str, str]
    """Address -> department of every own person."""
    messages: int
    attacks: int
    first_day: str
    """ISO date of the first day."""
    days: int


def build(seed: int, out: Path, people: int = 40, days: int = 365) -> World:
    """Writes the world into the folder `out` and says what it is.

    At least 6 people and 14 days, ValueError otherwise. Attacks begin on day 60.
    """
    if people < 6 or days < 14:
        raise ValueError(f"world: {people} people and {days} days are too few (6 and 14)")
    stage = play(seed, people, days)
    letters = sorted(stage.letters, key=lambda letter: letter.time)
    out.mkdir(parents=True, exist_ok=True)
    mbox, labels = out / "year.mbox", out / "labels.csv"
    domain = stage.cast.domain
    with mbox.open("wb") as file:
        for letter in letters:
            file.write(mbox_entry(letter, domain))
    with labels.open("w", newline="", encoding="utf-8") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(("id", "time", "kind", "family"))
        rows.writerows((letter.message_id, iso(letter.time), letter.kind, letter.family) for letter in letters)
    return World(
        mbox=mbox,
        labels=labels,
        org_domain=domain,
        authserv_id=f"mx.{domain}",
        envelope_header=ENVELOPE_HEADER,
        groups={person.addr: person.department for person in stage.cast.people},
        messages=len(letters),
        attacks=sum(letter.kind == "attack" for letter in letters),
        first_day=FIRST_DAY.isoformat(),
        days=days,
    )


def play(seed: int, people: int, days: int) -> Stage:
    """Lets the days pass; every letter of the year is on the stage afterwards, not in order of time."""
    rng = Random(seed)  # noqa: S311  # the chance of a simulation, not of a key
    stage = Stage(rng, hire(rng, people, days))
    schedule = campaigns(stage, days)
    for day in range(days):
        stage.day = day
        if stage.working:
            office_day(stage)
            welcome(stage, stage.cast)
        service_day(stage)
        for _, family in (entry for entry in schedule if entry[0] == day):
            strike(stage, family)
    return stage


def mbox_entry(letter: Letter, org: str) -> bytes:
    """Separator line, message with its From lines quoted the mboxrd way, empty line."""
    mail_from = letter.mail_from or letter.sender[1]
    body = _FROM_LINE.sub(rb">\1", octets(letter, org))
    end = b"" if body.endswith(b"\n") else b"\n"
    return f"From {mail_from} {asctime(letter.time)}\n".encode() + body + end + b"\n"
