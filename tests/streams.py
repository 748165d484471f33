"""A small organisation's mail over some weeks, as read: enough for every relation to have a history."""

from __future__ import annotations

import random
from collections.abc import Iterator

from firstsight.model import Direction, EmailActivity
from tests.mails import attachment, link, mail

PEOPLE = ("ana@corp.example", "ben@corp.example", "cem@corp.example")
PARTNERS = ("kim@partner.example", "lee@partner.example", "max@vendor.example")


def stream(days: int = 40, seed: int = 1, a_day: int = 4) -> Iterator[EmailActivity]:
    """Mail of so many days in time order: in, out and inside; now and then a link, an attachment, an answer."""
    chance = random.Random(seed)
    for day in range(days):
        for number in range(chance.randint(1, 2 * a_day)):
            second = number * 600
            links = (
                (link(f"https://{chance.choice(('shop', 'docs', 'news'))}.example/{day}"),)
                if chance.random() < 0.4
                else ()
            )
            files = (attachment("plan.pdf"),) if chance.random() < 0.2 else ()
            subject = "payment +2.0" if chance.random() < 0.05 else "Hello"
            kind = chance.random()
            if kind < 0.6:
                author, to, way = (
                    chance.choice(PARTNERS),
                    tuple(chance.sample(PEOPLE, chance.randint(1, 3))),
                    Direction.INBOUND,
                )
            elif kind < 0.85:
                author, to, way = chance.choice(PEOPLE), (chance.choice(PARTNERS),), Direction.OUTBOUND
            else:
                author, to = chance.sample(PEOPLE, 2)
                to, way = (to,), Direction.INTERNAL
            yield mail(
                author,
                author.partition("@")[0].title() + " Example",
                to,
                day=day,
                second=second,
                direction=way,
                links=links,
                attachments=files,
                subject=subject,
            )


def attack(
    day: int,
    second: int = 80_000,
    host: str = "login.evil.example",
    author: str = "it@evil.example",
    odds: float = 4.0,
) -> EmailActivity:
    """A stranger asks for credentials with a link nobody has seen."""
    return mail(
        author,
        "IT Support",
        ("ana@corp.example",),
        day=day,
        second=second,
        subject=f"credential {odds:+}",
        links=(link(f"https://{host}/{day}", "Sign in"), link("https://docs.example/help")),
    )
