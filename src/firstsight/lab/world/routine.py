"""What people write on a working day: colleagues among themselves, customers, suppliers, strangers, and the answers."""

from __future__ import annotations

from firstsight.lab.world.cast import Cast, Origin, Party, Person, full_name, local_part, network
from firstsight.lab.world.octets.files import docx, pdf, png
from firstsight.lab.world.octets.letter import Letter
from firstsight.lab.world.octets.mime import Part
from firstsight.lab.world.speech import Talk, talk, texts
from firstsight.lab.world.stage import Shipment, Stage

INTERNAL, CUSTOMER, SUPPLIER, INVOICE, STRANGER = 7.6, 5.2, 2.6, 1.3, 1.4
"""Conversations begun on a working day in an organisation of forty people."""

_TOPICS = ("draft", "draft", "meeting", "meeting", "shopfloor", "people", "money", "link")
_LOGO = Part("logo.png", "image/png", png(48, 12, (24, 88, 144)), inline=True)


def office_day(stage: Stage) -> None:
    """All that people write today."""
    staff = stage.staff()
    if len(staff) < 2:
        return
    for _ in range(stage.times(INTERNAL)):
        _among_colleagues(stage, staff)
    for kind, mean in (("customer", CUSTOMER), ("supplier", SUPPLIER)):
        parties = stage.cast.of(kind)
        for _ in range(stage.times(mean)):
            _with_party(stage, stage.rng.choices(parties, [1 / (1 + i) ** 0.6 for i in range(len(parties))])[0])
    for _ in range(stage.times(INVOICE)):
        _invoice(stage, stage.rng.choice(stage.cast.of("supplier")))
    for _ in range(stage.times(STRANGER)):
        _stranger(stage, staff)


def _among_colleagues(stage: Stage, staff: list[Person]) -> None:
    rng = stage.rng
    sender = rng.choice(staff)
    near = [p for p in staff if p.department == sender.department and p is not sender]
    others = [p for p in staff if p is not sender]
    reader = rng.choice(near if near and rng.random() < 0.55 else others)
    cc = [p for p in rng.sample(others, min(len(others), rng.choice((0, 0, 0, 1, 2)))) if p is not reader]
    topic = rng.choice(_TOPICS)
    url = f"{texts('cast')['org']['wiki']}/{topic}/{rng.randint(100, 480)}"
    language = sender.language_to(reader)
    said = talk(rng, "internal", topic, language, {"url": url})
    parts = (_file(stage, said.subject),) if topic in ("draft", "money") and rng.random() < 0.3 else ()
    goods = Shipment(
        family="internal",
        language=language,
        to=((reader.name, reader.addr),),
        cc=tuple((p.name, p.addr) for p in cc),
        parts=parts,
        origin=stage.own_origin(sender),
    )
    last = stage.write(sender, said, stage.hour(sender), goods)
    for turn in range(rng.choice((0, 0, 1, 1, 2))):
        writer, other = (reader, sender) if turn % 2 == 0 else (sender, reader)
        last = _answer(stage, writer, other, last, "internal", "internal")


def _answer(stage: Stage, writer: Person, to: Person, last: Letter, texts_of: str, family: str) -> Letter:
    """An own person answers a letter some minutes or hours later."""
    rng = stage.rng
    topic = "reply" if texts_of == "internal" else "answer"
    goods = Shipment(
        family=family,
        language=writer.language_to(to),
        formal=texts_of != "internal",
        to=((to.name, to.addr),),
        parts=(_file(stage, "offer"),) if topic == "answer" and rng.random() < 0.15 else (),
        answers=last,
        origin=stage.own_origin(writer),
    )
    said = talk(rng, texts_of, topic, goods.language, most=1)
    return stage.write(writer, said, last.time + int(rng.expovariate(1 / 4000)) + 120, goods)


def _with_party(stage: Stage, party: Party) -> None:
    """A customer or supplier writes, or is written to; most often somebody answers."""
    rng = stage.rng
    desk = stage.friend(party)
    if desk is None:
        return
    contact = rng.choice(party.people)
    first = _outside(stage, party, contact, desk, party.kind, None)
    if rng.random() < (0.75 if party.kind == "customer" else 0.45):
        answer = _answer(stage, desk, contact, first, "business", "outbound")
        if rng.random() < 0.4:
            _outside(stage, party, contact, desk, party.kind, answer)


def _outside(
    stage: Stage,
    party: Party,
    contact: Person,
    desk: Person,
    topic: str,
    answers: Letter | None,
    parts: tuple[Part, ...] = (),
) -> Letter:
    """One mail of a party to its desk."""
    rng = stage.rng
    if not parts and rng.random() < 0.22:
        parts = (_file(stage, topic),)
    if contact.mailer == "apple":
        parts = (*parts, _LOGO)
    goods = Shipment(
        family=topic,
        language=contact.language_to(desk),
        formal=True,
        to=((desk.name, desk.addr),),
        parts=parts,
        answers=answers,
        origin=party.origin(stage.day),
        note=f"https://www.{party.domain}/{topic}" if rng.random() < 0.25 else "",
    )
    said = talk(rng, "business", topic, goods.language, {"iban": party.iban})
    when = answers.time + int(rng.expovariate(1 / 7000)) + 300 if answers else stage.hour(contact)
    return stage.write(contact, said, when, goods)


def _invoice(stage: Stage, party: Party) -> None:
    """A supplier's invoice as PDF, always with the same bank account."""
    payers = [p for p in stage.staff() if p.department in ("finance", "purchasing")] or stage.staff()
    number = f"R{stage.rng.randint(10000, 99999)}"
    lines = [party.name, f"Invoice {number}", f"Account {party.iban}", f"{stage.rng.randint(100, 48000)}.00 EUR"]
    paper = Part(f"{number}.pdf", "application/pdf", pdf(lines))
    _outside(stage, party, party.people[0], stage.rng.choice(payers), "invoice", None, (paper,))


def _stranger(stage: Stage, staff: list[Person]) -> None:
    """Somebody nobody knows writes for good reason: an applicant, a new customer, a teacher."""
    rng = stage.rng
    language = rng.choice(("de", "de", "en", "fr"))
    name = full_name(rng, language)
    if rng.random() < 0.6:
        domain = str(rng.choice(texts("cast")["freemail"]["domains"]))
        origin, page = freemail_origin(domain), f"{local_part(name).replace('.', '-')}.example"
    else:
        page = domain = f"{name.split(' ')[1].lower().encode('ascii', 'ignore').decode()}-{rng.randint(1, 999)}.example"
        origin = Origin(network(rng), f"mail.{domain}", domain)
    writer = Person(
        name, f"{local_part(name)}@{domain}", language, rng.choice(("apple", "webmail", "outlook", "thunderbird"))
    )
    desk = rng.choice([p for p in staff if p.department in ("sales", "hr", "management")] or staff)
    said = talk(rng, "business", "stranger", language, {"url": f"https://www.{page}"})
    goods = Shipment(
        family="stranger",
        language=language,
        formal=True,
        to=((desk.name, desk.addr),),
        parts=(_file(stage, "lebenslauf"),) if rng.random() < 0.35 else (),
        origin=origin,
    )
    letter = stage.write(writer, said, stage.hour(writer), goods)
    if rng.random() < 0.45:
        _answer(stage, desk, writer, letter, "business", "outbound")


def freemail_origin(domain: str) -> Origin:
    """Where a free-mail provider sends from: always the same network, always signed."""
    return Origin(f"2001:db8:{sum(domain.encode()):x}::25", f"out.{domain}", domain)


def _file(stage: Stage, about: str) -> Part:
    """A PDF or a text document, named as people name files."""
    stem = "".join(c if c.isalnum() else "-" for c in about.lower())[:24].strip("-") or "file"
    if stage.rng.random() < 0.65:
        return Part(f"{stem}-{stage.rng.randint(1, 99)}.pdf", "application/pdf", pdf([about, f"page 1, {stage.date}"]))
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Part(f"{stem}_v{stage.rng.randint(1, 5)}.docx", media, docx([about, str(stage.date)]))


def welcome(stage: Stage, cast: Cast) -> None:
    """Whoever joined today is welcomed by the head of the house, to everybody."""
    for person in cast.people:
        if person.joined == stage.day and stage.day > 0 and person is not cast.people[0]:
            head = cast.people[0]
            said = talk(stage.rng, "internal", "people", head.language, most=0)
            said = Talk(f"{person.name}: welcome", f"{person.name} ({person.department}) - welcome! {said.text}")
            everybody = tuple((p.name, p.addr) for p in stage.staff() if p is not head)
            goods = Shipment(family="internal", language=head.language, to=everybody, origin=stage.own_origin(head))
            stage.write(head, said, stage.hour(head), goods)
