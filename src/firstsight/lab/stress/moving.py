"""Things that move at once: the own domain is renamed, or all suppliers go to another mail provider."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs

from firstsight.lab.stress.ground import MEASURED, Ground, Judged, every_few, judged, measured, play
from firstsight.lab.stress.table import Row, Table
from firstsight.lab.world.cast import Origin
from firstsight.lab.world.octets.letter import Letter
from firstsight.lab.world.stage import Stage
from firstsight.model import DAY

WEEKS = ((-4, 0), (0, 1), (1, 2), (2, 4), (4, 7))
"""Weeks from the move on, [first, last)."""

ATTACKS_A_WEEK = 3.0

Change = Callable[[Letter], Letter]
"""A letter as it is sent after the move."""


def renamed(ground: Ground) -> Table:
    """The organisation takes another domain; both stay its own."""

    def move(stage: Stage) -> tuple[Change, str]:
        new = f"new-{stage.cast.domain}"
        return lambda letter: _renamed(letter, stage.cast.domain, new), new

    return _moved(ground, "the own domain is renamed: how much more innocent mail is touched, and for how long?", move)


def another_provider(ground: Ground) -> Table:
    """Every supplier and every customer sends through another provider from one day on."""

    def move(stage: Stage) -> tuple[Change, str]:
        domains = {party.domain for kind in ("supplier", "customer") for party in stage.cast.of(kind)}
        return lambda letter: _rerouted(letter, domains), ""

    return _moved(
        ground,
        "all partners go to another mail provider: how much more innocent mail is touched, and for how long?",
        move,
    )


def _moved(ground: Ground, question: str, move: Callable[[Stage], tuple[Change, str]]) -> Table:
    by_weeks: dict[tuple[int, int], list[Judged]] = {weeks: [] for weeks in WEEKS}
    for turn in range(ground.turns):
        stage = ground.stage(turn)
        day = ground.days - WEEKS[-1][1] * 7
        list(play(stage, ground.days, every_few(stage.rng, day - 28, ground.days, ATTACKS_A_WEEK)))
        moment = min(letter.time for letter in stage.letters) // DAY * DAY + day * DAY
        change, other = move(stage)
        letters = [change(letter) if letter.time >= moment else letter for letter in stage.letters]
        told = judged(ground, letters, stage.cast.domain, (other,) if other else ())
        for one in told:
            week = (one.letter.time - moment) / (7 * DAY)
            for first, last in WEEKS:
                if first <= week < last:
                    by_weeks[first, last].append(one)
    rows = tuple(measured(_name(weeks), told) for weeks, told in by_weeks.items())
    return Table(question, _answer(rows), MEASURED, rows)


def _answer(rows: tuple[Row, ...]) -> str:
    before, *after = (row.shares[0] for row in rows)
    highest = max(after, key=lambda share: share.value)
    back = next((row.name for row, share in zip(rows[1:], after, strict=True) if share.low <= before.value), "")
    tail = f"as before from {back} on" if back else "not as before within the time that was tried"
    return (
        f"{100 * before.value:.1f} % of innocent mail touched before, {100 * highest.value:.1f} % at most after; {tail}"
    )


def _name(weeks: tuple[int, int]) -> str:
    first, last = weeks
    if first < 0:
        return f"{-first} weeks before"
    return f"week {last}" if last == first + 1 else f"weeks {first + 1} to {last}"


def _renamed(letter: Letter, old: str, new: str) -> Letter:
    """The letter with every address at the old domain moved to the new one; ids and texts stay."""

    def moved(addr: str) -> str:
        return addr[: -len(old)] + new if addr.endswith(f"@{old}") else addr

    return structs.replace(
        letter,
        sender=(letter.sender[0], moved(letter.sender[1])),
        mail_from=moved(letter.mail_from),
        to=tuple((name, moved(addr)) for name, addr in letter.to),
        cc=tuple((name, moved(addr)) for name, addr in letter.cc),
        rcpt=tuple(map(moved, letter.rcpt)),
        origin=structs.replace(letter.origin, user=moved(letter.origin.user)),
    )


def _rerouted(letter: Letter, domains: set[str]) -> Letter:
    """The letter from the same people through the servers of one large provider, which signs for them."""
    domain = letter.sender[1].rpartition("@")[2]
    if letter.kind == "attack" or domain not in domains:
        return letter
    number = sum(domain.encode()) % 250 + 1
    origin = Origin(f"2001:db8:beef::{number:x}", "out.bigpost.example", domain)
    return structs.replace(letter, origin=origin)
