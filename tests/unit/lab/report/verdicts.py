"""Verdicts as the engine would write them, made up by a seed: a year of a small organisation."""

from __future__ import annotations

import math
from random import Random
from typing import Any

from firstsight.model import (
    DAY,
    Action,
    ActionKind,
    Counts,
    Direction,
    Facts,
    Finding,
    Intent,
    IntentClass,
    Observation,
    Severity,
    Surprise,
    Term,
    Verdict,
)

FIRST_DAY = 20_090
"""2025-01-02."""

OWN = "ours.example"
PEOPLE = [f"{name}@{OWN}" for name in ("ana", "ben", "cleo", "dora", "emil", "finn", "gerd", "hana", "ines", "jan")]
SENDERS = [f"{name}@{place}.example" for place in ("voss", "keller", "nord") for name in ("eva", "max", "pia", "tom")]
SUBJECTS = (
    "Invoice 4711",
    "Order confirmation",
    "Minutes of Tuesday",
    "Re: drawing 12",
    "Newsletter May",
    "Your parcel",
)
TITLES = {"mail.link_domain_for_recipient": "link domain for the recipient"}


def verdict(**fields: Any) -> Verdict:
    """A quiet message from outside; `fields` replace what is usual."""
    kind = fields.pop("kind", IntentClass.BENIGN)
    usual: dict[str, Any] = {
        "uid": "1",
        "label": "1@voss.example",
        "time": FIRST_DAY * DAY + 36_000,
        "day": FIRST_DAY,
        "direction": Direction.INBOUND,
        "author": "eva@voss.example",
        "author_name": "Eva Voss",
        "recipients": (PEOPLE[0],),
        "subject": "Invoice 4711",
        "links": (),
        "action": ActionKind.NONE,
        "actions": (),
        "score": -4.0,
        "p": 0.6,
        "intent": Intent(kind, 0.0, tuple(1 / 8 for _ in IntentClass)),
        "terms": (Term("prior", -4.0, "before anything is known"),),
        "findings": (),
        "reason": "nothing unusual.",
        "facts": Facts(),
        "surprises": (surprise(),),
        "remember": (),
        "lenses": (0.5, 0.5, 0.5),
        "thresholds": (-2.0, -1.0, 2.0),
        "entities": ("mail:eva@voss.example", "domain:voss.example"),
        "learn": True,
        "wanted": fields.get("action", ActionKind.NONE),
        "model": "intent-1/written-prior-1",
    }
    return Verdict(**(usual | fields))


def surprise(
    value: str = "voss.example",
    p: float = 0.6,
    new: int = 0,
    subject: str = f"mail:{PEOPLE[0]}",
    group: str = "finance",
) -> Surprise:
    """`new` levels of three never met the value; those above are not consulted after the first that did."""
    levels = [subject, f"group:{group}", "org"] if group else [subject, "org"]
    counts = []
    for number, level in enumerate(levels):
        n = 212.0 * 6**number
        counts.append(Counts(level, 0.0 if number < new else 3.5, 0.0, n, n * 0.04, n * 0.05, 0.041 / (number + 1)))
        if number >= new:
            break
    observation = Observation("mail.link_domain_for_recipient", subject, value, group)
    return Surprise(observation, p, min(1.0, p * 9), 1 / math.sqrt(p), tuple(counts), "relation|old")


def stream(number: int, seed: int = 1, days: int = 365) -> list[Verdict]:
    """So many verdicts spread over the days, one in a hundred of them an attack."""
    rng = Random(seed)
    moments = sorted(rng.randrange(days * DAY) for _ in range(number))
    return [_one(rng, index, FIRST_DAY * DAY + moment, moment / (days * DAY)) for index, moment in enumerate(moments)]


def _one(rng: Random, index: int, time: int, age: float) -> Verdict:
    if rng.random() < 0.012:
        return _attack(rng, index, time)
    direction = rng.choices(list(Direction), (5, 2, 4))[0]
    author = rng.choice(SENDERS) if direction is Direction.INBOUND else rng.choice(PEOPLE)
    reader = rng.choice(SENDERS) if direction is Direction.OUTBOUND else rng.choice(PEOPLE)
    new = rng.choices((0, 1, 2, 3), (0.75 + 0.2 * age, 0.15 - 0.1 * age, 0.06 - 0.04 * age, 0.04 - 0.03 * age))[0]
    return verdict(
        uid=str(index),
        time=time,
        day=time // DAY,
        direction=direction,
        author=author,
        author_name="",
        recipients=(reader,),
        subject=rng.choice(SUBJECTS),
        links=("www.voss.example",) if rng.random() < 0.4 else (),
        p=rng.random(),
        kind=rng.choices((IntentClass.BENIGN, IntentClass.PROMOTION, IntentClass.PAYMENT), (80, 15, 5))[0],
        surprises=tuple(surprise(p=rng.random(), new=new if n == 0 else 0) for n in range(6)),
        entities=(f"mail:{author}", f"domain:{author.rpartition('@')[2]}"),
    )


def _attack(rng: Random, index: int, time: int) -> Verdict:
    place = f"secure-{rng.randint(1, 99)}.test"
    action = rng.choices(list(ActionKind), (1, 5, 8, 2))[0]
    kind = rng.choice((IntentClass.CREDENTIAL, IntentClass.PAYMENT, IntentClass.CALLBACK, IntentClass.MALWARE))
    p = 10 ** -rng.uniform(2.0, 4.6)
    reader = rng.choice(PEOPLE)
    return verdict(
        uid=str(index),
        time=time,
        day=time // DAY,
        author=f"no-reply@{place}",
        author_name="IT Service",
        recipients=(reader, *rng.sample(PEOPLE, rng.choice((0, 0, 3)))),
        subject=rng.choice(
            ("Your mailbox is almost full", "Change of our bank details", "Action needed: sign-in expires")
        ),
        links=(f"login.{place}",),
        action=action,
        actions=(Action(action, f"https://login.{place}/a", f"{place} is new here"),),
        wanted=rng.choice((action, ActionKind.HOLD)),
        score=rng.uniform(-1.0, 9.0),
        p=p,
        kind=kind,
        surprises=(
            surprise(place, p, 3, f"mail:{reader}"),
            surprise(f"no-reply@{place}", p * 20, 2, f"mail:{reader}"),
            surprise("none", 0.4, 1, f"domain:{place}", ""),
        ),
        findings=(Finding("mail.known_name_new_address", Severity.HIGH, 80, "IT Service is known elsewhere"),),
        reason=f"as surprising as 1 in 4,000 mails; a sender never seen here, with a new link; {place} is new",
        entities=(f"mail:no-reply@{place}", f"domain:{place}", f"domain:login.{place}"),
    )
