"""Where the world happens: chance, clock and the letters written so far. Everybody who acts is handed the stage."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from msgspec import Struct, structs

from firstsight.lab.world.cast import Cast, Origin, Party, Person
from firstsight.lab.world.days import FIRST_DAY, at, is_working, stamp
from firstsight.lab.world.octets.letter import Letter, Mailbox, new_id
from firstsight.lab.world.octets.mime import Part
from firstsight.lab.world.speech import Talk, greet, part, quote

WHOLE = 40
"""People for whom the daily rates were set; smaller and larger organisations get their share."""


class Shipment(Struct, frozen=True, kw_only=True):
    """What goes along with the words of a mail."""

    family: str
    kind: str = "ham"
    language: str
    formal: bool = False
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...] = ()
    parts: tuple[Part, ...] = ()
    answers: Letter | None = None
    reply_to: str = ""
    origin: Origin
    note: str = ""
    """A line between the text and the closing, such as an address of a page."""


class Stage:
    """Mutable: `letters` grows. `day` counts from the first day of the world."""

    def __init__(self, rng: Random, cast: Cast) -> None:
        self.rng = rng
        self.cast = cast
        self.letters: list[Letter] = []
        self.day = 0

    @property
    def date(self) -> date:
        """The civil date of today."""
        return FIRST_DAY + timedelta(self.day)

    @property
    def working(self) -> bool:
        """Whether the organisation works today."""
        return is_working(self.date)

    @property
    def share(self) -> float:
        """Size of the organisation against the one the rates were set for."""
        return len(self.cast.people) / WHOLE

    def times(self, mean: float) -> int:
        """How often something happens today: Poisson with that mean for forty people (Knuth's product)."""
        left, count = 2.718281828459045 ** -(mean * self.share), 0
        product = self.rng.random()
        while product > left:
            count += 1
            product *= self.rng.random()
        return count

    def staff(self) -> list[Person]:
        """Own people at work today."""
        return [person for person in self.cast.people if person.present(self.day)]

    def friend(self, party: Party) -> Person | None:
        """One of the own people the party deals with, mostly the first; None if nobody of them is there."""
        by_addr = {person.addr: person for person in self.staff()}
        known = [by_addr[addr] for addr in party.friends if addr in by_addr]
        if not known:
            return None
        return known[0] if self.rng.random() < 0.6 else self.rng.choice(known)

    def hour(self, person: Person) -> int:
        """A moment of today inside the person's hours, most often in the middle of the morning or afternoon."""
        peak = self.rng.choice((1.8, 6.5))
        hour = person.begin + min(max(self.rng.gauss(peak, 1.3), 0.0), 9.5)
        return at(self.date, hour, person.zone)

    def own_origin(self, person: Person) -> Origin:
        """Where own people send from: their desk, one day in six from home or on the road."""
        if self.rng.random() < 0.16:
            home = sum(person.addr.encode()) * 37 % 0xFFFF
            return Origin(f"2001:db8:{home + 1:x}::{self.rng.randint(2, 9)}", "", user=person.addr)
        return Origin(person.ip, "", user=person.addr)

    def write(self, sender: Person, talk: Talk, when: int, goods: Shipment) -> Letter:
        """A person's mail: greeting, words, closing, signature and, in an answer, the history below."""
        rng, before = self.rng, goods.answers
        first, _, last = goods.to[0][0].partition(" ")
        lines = [greet(rng, goods.language, first or "all", last, goods.formal), "", talk.text]
        if goods.note:
            lines += ["", goods.note]
        lines += ["", part(rng, goods.language, goods.formal), sender.first if not goods.formal else sender.name]
        if sender.signature and (goods.formal or rng.random() < 0.5):
            lines += ["", "-- ", sender.signature]
        subject = talk.subject
        if before is not None:
            subject = before.subject if before.subject.startswith("Re: ") else f"Re: {before.subject}"
            lines += ["", quote(before.text, before.sender[0], stamp(before.time, sender.zone)[:-9], goods.language)]
        letter = Letter(
            time=when,
            zone=sender.zone,
            sender=(sender.name, sender.addr),
            to=goods.to,
            cc=goods.cc,
            subject=subject,
            text="\n".join(lines),
            parts=goods.parts,
            in_reply_to=before.message_id if before else "",
            references=(*before.references[-4:], before.message_id) if before else (),
            reply_to=goods.reply_to,
            mailer=sender.mailer,
            origin=goods.origin,
            kind=goods.kind,
            family=goods.family,
        )
        return self.post(letter)

    def post(self, letter: Letter) -> Letter:
        """Takes a letter without an id, gives it one in the style of its program and sends it."""
        sent = structs.replace(letter, message_id=new_id(self.rng, letter.mailer, letter.sender[1].rpartition("@")[2]))
        self.letters.append(sent)
        return sent
