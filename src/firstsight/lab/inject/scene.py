"""What an attacker could know of an organisation from its mail so far: people, threads, partners, and how mail looks.

Everything is taken from what has passed by, and bounded: nothing of the future is known.
"""

from __future__ import annotations

import re
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from random import Random
from typing import TypeVar

from msgspec import Struct

from firstsight.lab.world.cast import Person
from firstsight.mail.urls.hosting import place_of
from firstsight.mail.urls.providers import is_free_mail
from firstsight.model import DAY, Address, Direction, EmailActivity, Perimeter

RECENT = 4_000
"""Messages that are remembered one by one."""

FRESH_DAYS = 60
"""Whoever got mail in so many days is still there; a thread of so many days can be taken up again."""

ACQUAINTED = 3
"""Messages after which a sender is one that people trust."""

SENDERS = 4_000
"""Senders whose last header is kept."""

HEADER = 16_384
"""Octets of a header that are kept; a longer one is no model."""

EXCERPT = 1_500
"""Characters of a text that are quoted."""

LENT = frozenset(("file-host", "form-builder"))
"""Places where an attacker gets a page on a host that everybody knows."""

_PLAIN = re.compile(r"[\w.+=-]{1,64}@[a-z0-9.-]{1,250}", re.ASCII)
"""Addresses that are written to and spoken for; odder ones are left alone."""

_ID = re.compile(r"[!-;=?-~]{3,250}")
"""Message ids that fit on a line of a header."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")

Key = TypeVar("Key")
Value = TypeVar("Value")


class Seen(Struct, frozen=True):
    """One message from outside to own people."""

    time: int
    author: Address
    to: tuple[str, ...]
    """Own addresses."""
    subject: str
    message_id: str
    references: tuple[str, ...]
    text: str
    is_list: bool


class Known(Struct):
    """A sender: name, number of messages, the last header, and how many different people it wrote to."""

    name: str
    messages: int
    last: int
    header: bytes
    written_to: set[str]


class Scene:
    """What has passed by so far."""

    def __init__(self, perimeter: Perimeter) -> None:
        self.perimeter = perimeter
        self.recent: deque[Seen] = deque(maxlen=RECENT)
        self.own: OrderedDict[str, Known] = OrderedDict()
        self.outside: OrderedDict[str, Known] = OrderedDict()
        self.names: OrderedDict[str, str] = OrderedDict()
        self.lent: OrderedDict[str, int] = OrderedDict()
        self.now = 0

    def add(self, event: EmailActivity, raw: bytes) -> None:
        """Takes in a message that came or went."""
        self.now = max(self.now, event.time)
        message = event.message
        author = Address(event.author.addr, on_one_line(event.author.name))
        if not _PLAIN.fullmatch(author.addr):
            return
        for address in (*message.from_, *message.to, *message.cc):
            if address.name and self.perimeter.owns(address.domain):
                _keep(self.names, address.addr, on_one_line(address.name), SENDERS)
        own = tuple(r for r in event.recipients if self.perimeter.owns(r.rpartition("@")[2]) and _PLAIN.fullmatch(r))
        ours = event.direction is not Direction.INBOUND
        if ours or not self.perimeter.owns(author.domain):
            self._meet(self.own if ours else self.outside, author, event, raw)
        if ours or not own or self.perimeter.owns(author.domain):
            return
        for link in message.links[:50]:
            if place_of(link.host, link.target.partition(link.host)[2] or "/") in LENT:
                _keep(self.lent, link.host, self.lent.get(link.host, 0) + 1, SENDERS)
        self.recent.append(
            Seen(
                event.time,
                author,
                own,
                on_one_line(message.subject),
                message.message_id if _ID.fullmatch(message.message_id) else "",
                tuple(one for one in message.references[-4:] if _ID.fullmatch(one)),
                message.text[:EXCERPT].replace("\r", ""),
                message.is_list,
            )
        )

    def _meet(self, people: OrderedDict[str, Known], author: Address, event: EmailActivity, raw: bytes) -> None:
        known = people.get(author.addr) or Known(author.name, 0, 0, b"", set())
        known.messages += 1
        known.last = event.time
        known.name = author.name or known.name
        if len(known.written_to) < 1_000:
            known.written_to.update(event.recipients[:50])
        header = header_of(raw)
        known.header = header if len(header) <= HEADER else known.header
        _keep(people, author.addr, known, SENDERS)

    def person(self, addr: str) -> Person:
        """An own address as somebody to write to; without a known name, the name its local part suggests."""
        local = addr.partition("@")[0]
        name = self.names.get(addr) or " ".join(word.title() for word in local.replace("_", ".").split(".") if word)
        return Person(name, addr, "en", "outlook")

    def victim(self, rng: Random) -> Person | None:
        """Somebody who got mail lately, the more mail the likelier."""
        seen = self._one(rng, self.recent, lambda one: bool(one.to))
        return self.person(rng.choice(seen.to)) if seen else None

    def thread(self, rng: Random) -> Seen | None:
        """A message of somebody well acquainted, not long ago: of one whom own people wrote to, if there is any."""
        trusted = [one for one in self.recent if not one.is_list and self._trusted(one.author)]
        written = set().union(*(known.written_to for known in self.own.values()))
        return self._one(rng, trusted, lambda one: one.author.addr in written) or self._one(
            rng, trusted, lambda one: "reply" not in one.author.local_part
        )

    def _trusted(self, author: Address) -> bool:
        known = self.outside.get(author.addr)
        return bool(known and known.messages >= ACQUAINTED and known.header and not is_free_mail(author.domain))

    def boss(self, rng: Random) -> Person | None:
        """One of the three own people who write to most others."""
        most = sorted(self.own.items(), key=lambda pair: (-len(pair[1].written_to), pair[0]))[:3]
        return self._colleague(rng.choice(most)) if most else None

    def colleague(self, rng: Random, victim: Person) -> Person | None:
        """An own person, not the victim, who wrote lately."""
        fresh = [
            (addr, known)
            for addr, known in self.own.items()
            if addr != victim.addr and known.header and known.last > self.now - FRESH_DAYS * DAY
        ]
        return self._colleague(rng.choice(fresh)) if fresh else None

    def _colleague(self, pair: tuple[str, Known]) -> Person:
        addr, known = pair
        return Person(known.name or self.person(addr).name, addr, "en", "outlook")

    def free_mail(self, rng: Random) -> tuple[str, bytes]:
        """(a free-mail domain that writes here, the last header of somebody there); ("", b"") where there is none."""
        found = [(addr, known.header) for addr, known in self.outside.items() if is_free_mail(addr.rpartition("@")[2])]
        found = [(addr, header) for addr, header in found if header]
        if not found:
            return "", b""
        addr, header = rng.choice(found)
        return addr.rpartition("@")[2], header

    def header(self, addr: str) -> bytes:
        """The last header of a sender, b"" where there is none."""
        known = self.own.get(addr) or self.outside.get(addr)
        return known.header if known else b""

    def lent_host(self, rng: Random) -> str:
        """A host where anybody gets a page and that people here know; one that all know where they know none."""
        return rng.choice(sorted(self.lent)) if self.lent else "docs.google.com"

    def _one(self, rng: Random, among: Iterable[Seen], good: Callable[[Seen], bool]) -> Seen | None:
        since = self.now - FRESH_DAYS * DAY
        found = [one for one in among if one.time > since and good(one)]
        return rng.choice(found) if found else None


def on_one_line(text: str) -> str:
    """The text as it may stand in a header field: on one line, without controls, not too long.

    >>> on_one_line("a\\r\\n b\\x00")
    'a b'
    """
    return " ".join(_CONTROL.sub(" ", text[:400]).split())[:200]


def header_of(raw: bytes) -> bytes:
    """The header block, lines ended by LF, without the empty line."""
    head = raw[: 4 * HEADER].replace(b"\r\n", b"\n")
    return head.partition(b"\n\n")[0] + b"\n"


def _keep(into: OrderedDict[Key, Value], key: Key, value: Value, most: int) -> None:
    """Puts a value in, as the youngest; the oldest goes where there are too many."""
    into[key] = value
    into.move_to_end(key)
    if len(into) > most:
        into.popitem(last=False)
