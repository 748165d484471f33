"""Who lives in the world: own people with their habits, other parties, and where their mail comes from.

Only reserved names (RFC 2606) and documentation addresses (RFC 5737, RFC 3849) are used.
"""

from __future__ import annotations

import unicodedata
from random import Random
from typing import Any

from msgspec import Struct, structs

from firstsight.lab.world.speech import iban, texts

_MAILERS = ("outlook", "outlook", "outlook", "thunderbird", "apple", "webmail")
"""Drawn from evenly: half of the people use the same program, as everywhere."""

NEW_PROVIDER_DAY = 200
"""The day on which one supplier moves to another mail provider."""

_TITLES = {
    "management": "Managing Director",
    "finance": "Accounting",
    "sales": "Sales",
    "purchasing": "Purchasing",
    "engineering": "Engineering",
    "production": "Production",
    "it": "IT",
    "hr": "Human Resources",
    "support": "Customer Service",
}


class Origin(Struct, frozen=True):
    """Where mail comes from and who vouches for it. `user` is the authenticated submitter ("" for other servers)."""

    ip: str
    helo: str
    dkim_domain: str = ""
    spf: str = "pass"
    dkim: str = "pass"
    dmarc: str = "pass"
    user: str = ""


class Person(Struct, frozen=True):
    """Somebody who writes. `joined` and `left` are days of the world, `begin` the local hour of starting work."""

    name: str
    addr: str
    language: str
    mailer: str
    zone: int = 1
    begin: float = 8.0
    department: str = ""
    signature: str = ""
    ip: str = ""
    joined: int = 0
    left: int = 100_000
    away: tuple[tuple[int, int], ...] = ()

    @property
    def first(self) -> str:
        """The given name."""
        return self.name.split(" ")[0]

    @property
    def last(self) -> str:
        """The family name."""
        return self.name.split(" ")[-1]

    @property
    def domain(self) -> str:
        """What stands right of the @."""
        return self.addr.rpartition("@")[2]

    def language_to(self, other: Person) -> str:
        """What the two have in common: the same language or English."""
        return self.language if self.language == other.language else "en"

    def present(self, day: int) -> bool:
        """Whether the person works on that day of the world, holidays of the organisation aside."""
        return self.joined <= day < self.left and not any(a <= day < b for a, b in self.away)


class Party(Struct, frozen=True):
    """Another organisation. `origins` are (first day, origin) in order of time, `friends` own addresses it knows."""

    kind: str
    name: str
    domain: str
    language: str
    people: tuple[Person, ...]
    origins: tuple[tuple[int, Origin], ...]
    friends: tuple[str, ...]
    iban: str = ""

    def origin(self, day: int) -> Origin:
        """Where its mail comes from on that day."""
        return [origin for start, origin in self.origins if start <= day][-1]


class Cast(Struct, frozen=True):
    """Everybody. `people` are own people, the first of them leads the organisation."""

    domain: str
    name: str
    people: tuple[Person, ...]
    parties: tuple[Party, ...]

    def of(self, kind: str) -> list[Party]:
        """The parties of one kind."""
        return [party for party in self.parties if party.kind == kind]

    def in_department(self, *names: str) -> list[Person]:
        """Own people of the departments; everybody where the organisation is too small to have them."""
        return [person for person in self.people if person.department in names] or list(self.people)


def hire(rng: Random, people: int, days: int) -> Cast:
    """The cast of a world with so many own people."""
    org = texts("cast")["org"]
    own = _own_people(rng, org, people, days)
    parties = [
        _party(rng, str(group["kind"]), str(name), own) for group in texts("cast")["party"] for name in group["names"]
    ]
    return Cast(str(org["domain"]), str(org["name"]), own, tuple(_with_new_provider(rng, parties)))


def network(rng: Random) -> str:
    """An address for a mail server: a third IPv4, the others an IPv6 site of their own."""
    if rng.random() < 0.35:
        return f"{rng.choice(('198.51.100', '203.0.113'))}.{rng.randint(1, 254)}"
    return f"2001:db8:{rng.randint(1, 0xFFFF):x}::{rng.randint(1, 0xFF):x}"


def local_part(name: str) -> str:
    """first.last in ASCII.

    >>> local_part("Jürgen Weiß"), local_part("Élodie Faure")
    ('juergen.weiss', 'elodie.faure')
    """
    spelled = name.lower()
    for letter, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        spelled = spelled.replace(letter, letters)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return plain.replace(" ", ".")


def full_name(rng: Random, language: str) -> str:
    """A name that is usual in the language."""
    names = texts("cast")["names"][language]
    return f"{rng.choice(names['first'])} {rng.choice(names['last'])}"


def _own_people(rng: Random, org: dict[str, Any], people: int, days: int) -> tuple[Person, ...]:
    seats = [str(name) for name, size in org["departments"] for _ in range(size)]
    departments = [
        seats[i * len(seats) // people] if people < len(seats) else seats[i % len(seats)] for i in range(people)
    ]
    taken: set[str] = set()
    out: list[Person] = []
    for number, department in enumerate(departments):
        person = _own_person(rng, str(org["domain"]), department, number, days)
        while person.addr in taken:
            person = _own_person(rng, str(org["domain"]), department, number, days)
        taken.add(person.addr)
        out.append(person)
    return tuple(out)


def _own_person(rng: Random, domain: str, department: str, number: int, days: int) -> Person:
    language = rng.choice(("de", "de", "de", "en", "fr"))
    name = full_name(rng, language)
    joined = rng.randint(days // 5, days) if number % 9 == 8 else 0
    left = rng.randint(days // 2, days) if number % 17 == 16 else 100_000
    phone = f"+49 30 23125 {rng.randint(100, 999)}"
    return Person(
        name=name,
        addr=f"{local_part(name)}@{domain}",
        language=language,
        mailer=rng.choice(_MAILERS),
        zone=0 if language == "en" and rng.random() < 0.5 else 1,
        begin=6.0 if department == "production" else rng.choice((7.0, 7.5, 8.0, 8.5, 9.0, 9.5)),
        department=department,
        signature=f"{name}\n{_TITLES[department]}\nHagenau Precision\n{phone}",
        ip=f"192.0.2.{20 + number % 220}",
        joined=joined,
        left=left,
        away=tuple((start, start + rng.choice((5, 7, 14))) for start in rng.sample(range(max(days, 3)), 3)),
    )


_DESKS = {
    "customer": ("sales", "support", "engineering"),
    "supplier": ("purchasing", "finance", "production"),
    "newsletter": ("management", "finance", "sales", "purchasing", "engineering", "it", "hr"),
    "share": ("sales", "engineering", "purchasing"),
}
"""Which departments a kind of party deals with; nobody in particular where it is missing."""


def _party(rng: Random, kind: str, name: str, own: tuple[Person, ...]) -> Party:
    language = rng.choice(("de", "de", "en", "fr"))
    domain = f"{local_part(name).replace('.', '-')}.example"
    origin = Origin(network(rng), f"mail.{domain}", domain)
    if rng.random() < 0.2:
        origin = Origin(network(rng), f"out{rng.randint(1, 9)}.hostpool.example", spf="pass", dkim="none", dmarc="none")
    desks = _DESKS.get(kind, ())
    desk = [person for person in own if person.department in desks] or list(own)
    friends = rng.sample(desk, min(len(desk), rng.randint(2, 5)))
    zone = -5 if kind == "customer" and rng.random() < 0.1 else 1
    contacts = tuple(_contact(rng, domain, language, name, zone) for _ in range(rng.randint(1, 3)))
    return Party(kind, name, domain, language, contacts, ((0, origin),), tuple(p.addr for p in friends), iban(rng))


def _contact(rng: Random, domain: str, language: str, company: str, zone: int) -> Person:
    name = full_name(rng, language)
    return Person(
        name=name,
        addr=f"{local_part(name)}@{domain}",
        language=language,
        mailer=rng.choice(_MAILERS),
        zone=zone,
        begin=rng.choice((7.0, 8.0, 9.0)),
        signature=f"{name}\n{company}\nwww.{domain}",
    )


def _with_new_provider(rng: Random, parties: list[Party]) -> list[Party]:
    """The first supplier moves: another network, another DKIM signer, nothing wrong with it."""
    moved = next(party for party in parties if party.kind == "supplier")
    later = Origin(network(rng), "smtp7.cloudpost.example", moved.domain)
    after = structs.replace(moved, origins=(*moved.origins, (NEW_PROVIDER_DAY, later)))
    return [after if party is moved else party for party in parties]
