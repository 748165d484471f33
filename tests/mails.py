"""Mails for tests, as read: every field has an ordinary default, so that a test names only what it is about."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from firstsight.mail.domains import registrable
from firstsight.model import (
    DAY,
    Address,
    Attachment,
    AuthResults,
    Direction,
    EmailActivity,
    Envelope,
    Facts,
    Intent,
    IntentClass,
    Link,
    Message,
    Perimeter,
)
from firstsight.relations import Mail

OWN = Perimeter(org_domains=frozenset({"corp.example"}), authserv_ids=frozenset({"mx.corp.example"}))
TWO = Perimeter(org_domains=frozenset({"corp.example", "lab.example"}))
START = 20_000 * DAY + 9 * 3600
"""Day 20,000 is 2024-10-04, a Friday: at nine in the morning UTC."""


def link(url: str, text: str = "", place: str = "html") -> Link:
    """A link to an http or https URL."""
    host = url.split("/")[2].lower()
    return Link(url, url, host, registrable(host), text, place)


def attachment(name: str, detected: str = "application/pdf", *, mismatch: bool = False) -> Attachment:
    """An attachment of ten octets."""
    return Attachment(name, "application/octet-stream", detected, 10, "0" * 64, mismatch)


def mail(
    author: str = "ben@partner.example",
    name: str = "Ben Berger",
    to: tuple[str, ...] = ("ana@corp.example",),
    *,
    day: int = 0,
    second: int = 0,
    direction: Direction = Direction.INBOUND,
    auth: AuthResults | None = None,
    envelope: Envelope | None = None,
    **fields: Any,
) -> EmailActivity:
    """A mail of `day` days after the start; `fields` are those of `Message`."""
    subject = fields.pop("subject", "Hello")
    identity = repr((author, name, to, day, second, subject, sorted(fields)))
    uid = blake2b(identity.encode(), digest_size=16).hexdigest()
    fields.setdefault("message_id", f"{uid[:8]}@{author.rpartition('@')[2]}")
    fields.setdefault("structure", "00" * 8)
    return EmailActivity(
        uid=uid,
        time=START + day * DAY + second,
        label=uid,
        direction=direction,
        envelope=envelope or Envelope(author, to, f"mx.{author.rpartition('@')[2]}", "192.0.2.7"),
        message=Message(
            from_=(Address(author, name),),
            subject=subject,
            text=fields.pop("text", "See you tomorrow."),
            to=tuple(Address(address) for address in to),
            **fields,
        ),
        auth=auth or AuthResults("pass", "pass", "pass", dkim_domains=(author.rpartition("@")[2],), source="header"),
        size=1000,
    )


def intent(kind: IntentClass = IntentClass.BENIGN, odds: float = -2.0) -> Intent:
    """An intent that is nearly sure of its class."""
    shares = tuple(0.93 if other is kind else 0.01 for other in IntentClass)
    return Intent(kind, odds, shares)


def looked_at(
    event: EmailActivity,
    facts: Facts | None = None,
    wants: Intent | None = None,
    perimeter: Perimeter = OWN,
) -> Mail:
    """What relations see of a mail."""
    own = tuple(r for r in event.recipients if perimeter.owns(r.rpartition("@")[2]))
    return Mail(event, wants or intent(), facts or Facts(), perimeter, own)


class Says:
    """A judge that reads the intent from the subject, "payment +3.5": the model is not what is tested."""

    id = "says"

    def judge(self, event: EmailActivity) -> Intent:
        """The class and log-odds that the subject names; benign without."""
        kind, _, odds = event.message.subject.partition(" ")
        if kind in {c.value for c in IntentClass} and odds:
            return intent(IntentClass(kind), float(odds))
        return intent()
