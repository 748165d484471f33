"""Poisoning: an attacker writes benign mail first. How much of it does it take until the attack is no longer answered?

Each attacker has a domain of its own and one victim, writes one mail a day (more a day teach nothing, since days are
counted), and then attacks; in a talk, the victim answers every second mail. What would be done is asked without the
budgets of the day, since many attackers share an organisation here; thresholds count.
"""

from __future__ import annotations

from random import Random

from msgspec import Struct, structs

from firstsight.lab.inject.lures import lure
from firstsight.lab.quality.bounds import Share
from firstsight.lab.stress.ground import Ground, Judged, fits, judged, play
from firstsight.lab.stress.table import Row, Table
from firstsight.lab.world.cast import Origin, Person, full_name, local_part, network
from firstsight.lab.world.days import at
from firstsight.lab.world.octets.files import locked_archive
from firstsight.lab.world.octets.letter import Letter, button_page, new_id
from firstsight.lab.world.octets.mime import Part
from firstsight.lab.world.speech import greet, talk
from firstsight.lab.world.stage import Shipment, Stage
from firstsight.model import ActionKind, Verdict

MAILS = (0, 1, 2, 4, 8, 16, 32)
"""Benign mails before the attack."""

KINDS = {"new link": "credential", "known link": "credential", "new account": "payment", "locked archive": "malware"}
"""What comes after them, and what it asks for; a known link leads to the domain that the benign mails led to."""

REPEATS = 3
"""Times the usual number of organisations: each has one attacker for each number of mails and kind of attack."""

_FIRST_DAY = 45
"""Normal is learnt before anybody begins."""


class _Attacker(Struct, frozen=True):
    mails: int
    kind: str
    talks: bool
    """The victim answers every second mail."""
    person: Person
    origin: Origin
    victim: Person
    chance: int
    """Starts the chance of the attack: the same for all who differ only in what came before."""

    @property
    def style(self) -> str:
        """What is told apart in the table."""
        return f"{self.kind}, in a talk" if self.talks else self.kind


def poisoning(ground: Ground) -> Table:
    """The share of attacks that would be answered, by the number of benign mails before."""
    met: dict[tuple[int, str], list[Verdict]] = {}
    for turn in range(ground.turns * REPEATS):
        for attacker, one in _tried(ground, turn):
            met.setdefault((attacker.mails, attacker.style), []).append(one.verdict)
    columns = tuple(dict.fromkeys(style for _, style in met))
    rows = tuple(_row(mails, [met.get((mails, style), []) for style in columns], columns) for mails in MAILS)
    return Table(
        "how many benign mails does an attacker write until the attack is no longer answered? (with mean scores)",
        "; ".join(f"{style}: {_enough(rows, number, columns)}" for number, style in enumerate(columns)),
        columns,
        rows,
    )


def _row(mails: int, met: list[list[Verdict]], columns: tuple[str, ...]) -> Row:
    asks = [KINDS[style.partition(",")[0]] for style in columns]
    shares = (Share(sum(fits(allowed(v), ask) for v in said), len(said)) for said, ask in zip(met, asks, strict=True))
    scores = (sum(v.score for v in said) / max(len(said), 1) for said in met)
    return Row(f"{mails} before", tuple(shares), tuple(scores))


def allowed(verdict: Verdict) -> ActionKind:
    """The strongest action that was wanted and whose threshold the score reaches, whatever the day had left."""
    reached = [ActionKind.NONE]
    for action, threshold in zip(list(ActionKind)[1:], verdict.thresholds, strict=True):
        if action.rung <= verdict.wanted.rung and verdict.score >= threshold:
            reached.append(action)
    best = reached[-1]
    return ActionKind.ANNOTATE if best is ActionKind.LOCK and not verdict.links else best


def _enough(rows: tuple[Row, ...], column: int, columns: tuple[str, ...]) -> str:
    """From which number of mails on half as many are answered as of those without any before, for good."""
    alone = rows[0].shares[columns.index(columns[column].partition(",")[0])]
    if not alone.part:
        return "none is answered without any either"
    shares = [row.shares[column] for row in rows[1:]]
    halved = [share.value <= alone.value / 2 for share in shares]
    for number, mails in enumerate(MAILS[1:]):
        if all(halved[number:]):
            return f"{mails} halve it"
    return f"{MAILS[-1]} do not halve it"


def _tried(ground: Ground, turn: int) -> list[tuple[_Attacker, Judged]]:
    """Every attacker of one organisation with the verdict on the attack."""
    stage = ground.stage(turn)
    attackers = _attackers(stage)
    ends = {attacker.person.addr: stage.rng.randrange(ground.days - 40, ground.days) for attacker in attackers}
    for day in play(stage, ground.days):
        for attacker in attackers:
            left = ends[attacker.person.addr] - day
            if left == 0:
                _attack(stage, attacker)
            elif day >= _FIRST_DAY and 0 < left <= attacker.mails:
                _write(stage, attacker, left)
    told = judged(ground, stage.letters, stage.cast.domain)
    attacks = {one.letter.sender[1]: one for one in told if one.letter.kind == "attack"}
    return [(attacker, attacks[attacker.person.addr]) for attacker in attackers]


def _attackers(stage: Stage) -> list[_Attacker]:
    out: list[_Attacker] = []
    chances = {kind: stage.rng.getrandbits(32) for kind in KINDS}
    for mails in MAILS:
        for kind in KINDS:
            for talks in (False, True) if kind != "locked archive" and mails else (False,):
                number = len(out)
                domain = f"trade{number}-{stage.rng.randint(100, 999)}.example"
                name = full_name(stage.rng, "en")
                person = Person(name, f"{local_part(name)}@{domain}", "en", "outlook")
                victim = stage.rng.choice([one for one in stage.cast.people if one.joined == 0 and one.left > 10_000])
                origin = Origin(network(stage.rng), f"mail.{domain}", domain)
                out.append(_Attacker(mails, kind, talks, person, origin, victim, chances[kind]))
    return out


def _write(stage: Stage, attacker: _Attacker, left: int) -> None:
    """One benign mail, and perhaps an answer."""
    said = talk(stage.rng, "business", "customer", "en")
    goods = Shipment(
        family="warm-up",
        language="en",
        formal=True,
        to=((attacker.victim.name, attacker.victim.addr),),
        origin=attacker.origin,
        note=f"https://www.{attacker.person.domain}/catalogue" if attacker.kind == "known link" else "",
    )
    when = at(stage.date, stage.rng.uniform(8.0, 16.0), 1)
    letter = stage.write(attacker.person, said, when, goods)
    if attacker.talks and left % 2 == 1:
        answer = talk(stage.rng, "business", "answer", "en", most=1)
        back = Shipment(
            family="outbound",
            language="en",
            formal=True,
            to=((attacker.person.name, attacker.person.addr),),
            answers=letter,
            origin=stage.own_origin(attacker.victim),
        )
        stage.write(attacker.victim, answer, when + 1800, back)


def _attack(stage: Stage, attacker: _Attacker) -> None:
    """What the mails were written for."""
    rng = Random(attacker.chance)  # noqa: S311  # the chance of a simulation, not of a key
    family = {"new account": "lookalike_invoice", "locked archive": "password_archive"}.get(attacker.kind, "credential")
    key = f"open{rng.randint(1000, 9999)}"
    said = lure(rng, family, "en", {"first": attacker.victim.first, "password": key})
    hello = greet(rng, "en", attacker.victim.first, attacker.victim.last, True)
    letter = Letter(
        time=at(stage.date, rng.uniform(8.0, 16.0), 1),
        sender=(attacker.person.name, attacker.person.addr),
        to=((attacker.victim.name, attacker.victim.addr),),
        subject=said.subject,
        text=f"{hello}\n\n{said.text}\n\n{attacker.person.name}",
        message_id=new_id(rng, "outlook", attacker.person.domain),
        mailer="outlook",
        origin=attacker.origin,
        kind="attack",
        family=family,
    )
    stage.letters.append(_loaded(letter, attacker, said.button, key, rng))


def _loaded(letter: Letter, attacker: _Attacker, button: str, key: str, rng: Random) -> Letter:
    """The letter with its payload."""
    if attacker.kind == "locked archive":
        body = locked_archive("papers.js", b"a harmless line\n", key.encode())
        return structs.replace(letter, parts=(Part("papers.zip", "application/zip", body),))
    if attacker.kind == "new account":
        return letter
    host = f"www.{attacker.person.domain}" if attacker.kind == "known link" else f"id.gate{rng.getrandbits(24)}.test"
    url = f"https://{host}/s/{rng.getrandbits(40):010x}"
    page = button_page([letter.text], button, url, attacker.person.name)
    return structs.replace(letter, html=page, text=f"{letter.text}\n\n{url}")
