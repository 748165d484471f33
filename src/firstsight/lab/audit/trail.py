"""Rewritten links one by one, as lines of JSON: all of them, or some picked at random for a check by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

import msgspec
from msgspec import Struct

from firstsight.lab.audit.classes import Class
from firstsight.mail.unwrap.rewriting import Rewrite
from firstsight.model import ActionKind, Direction, Message, Verdict


class Found(Struct, frozen=True, rename={"kind": "class"}):
    """One rewritten link. Fields are only ever added."""

    time: str
    """When its message came, RFC 3339, UTC."""
    id: str
    """That of the message: the id header's value, else the Message-ID, else the hash of the octets."""
    direction: Direction
    gateway: str
    """The outermost gateway."""
    layers: tuple[str, ...]
    """Everything that was taken off, outermost first."""
    href: str
    """The link as it stands in the message, cut at 2,048 characters."""
    target: str
    """Where it leads; empty: only the gateway can tell, or the link is damaged."""
    host: str
    """Host of the target or, without one, the host that the link names; empty: none."""
    damaged: bool
    """The link was cut on the way so early that not even its host can be told."""
    domain: str
    """Registrable domain of the host."""
    kind: Class
    """own, known, popular, seldom, unknown or new. In JSON its name is `class`."""
    seen_days: float | None
    """Decayed days on which the organisation had met the domain before; null: it was not looked up."""
    owner: str
    """Domain of the recipient whose gateway it was; empty: the link does not say."""
    leaks: tuple[str, ...]
    """Kinds of identifiers that the link gives away."""
    place: str
    """html, text, form, or where in an attachment it stood."""
    quoted: bool | None
    """Whether it stands in quoted history or below the signature; null: that cannot be told."""
    action: ActionKind
    """What was done to the message."""


def found_of(rewrite: Rewrite, kind: Class, days: float | None, verdict: Verdict, message: Message) -> Found:
    """The line of one rewritten link."""
    return Found(
        time=datetime.fromtimestamp(verdict.time, UTC).isoformat().replace("+00:00", "Z"),
        id=verdict.label,
        direction=verdict.direction,
        gateway=rewrite.gateway,
        layers=rewrite.layers,
        href=rewrite.link.href,
        target=rewrite.target,
        host=rewrite.host,
        damaged=rewrite.damaged,
        domain=rewrite.domain,
        kind=kind,
        seen_days=None if days is None else round(days, 3),
        owner=rewrite.owner,
        leaks=tuple(sorted({name for name, _ in rewrite.leaks})),
        place=rewrite.link.place,
        quoted=is_quoted(rewrite, message),
        action=verdict.action,
    )


def is_quoted(rewrite: Rewrite, message: Message) -> bool | None:
    """Whether a link stands in what the reader cut off: quoted history and signature; None where nobody can tell.

    Where nothing was cut, no link is quoted. What stands in the sender's own words is not. Of the others it is known
    of the links of a plain text; a link of an HTML part does not show itself in the words.
    """
    if not message.quoted or rewrite.link.href in message.text:
        return False
    return True if rewrite.link.place == "text" else None


class Trail:
    """Writes the lines: at once, or at the end those that were picked, in the order of arrival."""

    def __init__(self, out: Callable[[bytes], object], sample: int = 0, seed: int = 0) -> None:
        """`out` takes one line with its end. With `sample`, so many are picked, each link with the same chance."""
        self._out, self._sample = out, sample
        self._chance = Random(seed)  # noqa: S311  # picks lines to look at, guards nothing
        self._kept: list[tuple[int, Found]] = []
        self._met = 0

    def add(self, found: Found) -> None:
        """Takes one link. Source of the picking: Vitter, "Random sampling with a reservoir" (1985), algorithm R."""
        self._met += 1
        if not self._sample:
            self._write(found)
        elif len(self._kept) < self._sample:
            self._kept.append((self._met, found))
        elif (place := self._chance.randrange(self._met)) < self._sample:
            self._kept[place] = (self._met, found)

    def finish(self) -> None:
        """Writes what was picked."""
        for _, found in sorted(self._kept, key=lambda pair: pair[0]):
            self._write(found)
        self._kept = []

    def _write(self, found: Found) -> None:
        self._out(msgspec.json.encode(found) + b"\n")
