"""What machines write: newsletters, parcels, tickets, invitations, password resets asked for, shared documents."""

from __future__ import annotations

from firstsight.lab.world.cast import Origin, Party, Person
from firstsight.lab.world.days import at
from firstsight.lab.world.octets.files import ics
from firstsight.lab.world.octets.letter import Letter, Mailbox, button_page, new_id
from firstsight.lab.world.speech import Talk, language_for, talk, texts
from firstsight.lab.world.stage import Stage

DELIVERY, TICKET, INVITE, RESET, SHARE = 1.6, 2.2, 1.9, 0.9, 1.4
"""Messages on a working day in an organisation of forty people."""


def service_day(stage: Stage) -> None:
    """All that programs write today; newsletters come on days off as well."""
    for number, paper in enumerate(stage.cast.of("newsletter")):
        weekly = number % 2 == 0
        if stage.date.weekday() == number % 6 and (weekly or (stage.day // 7) % 2 == 0):
            _issue(stage, paper, 7.0 + number / 2)
    if not stage.working or not stage.staff():
        return
    for _ in range(stage.times(DELIVERY)):
        _notify(stage, stage.rng.choice(stage.cast.of("delivery")), "delivery", "noreply")
    for _ in range(stage.times(RESET)):
        _notify(stage, stage.rng.choice(stage.cast.of("account")), "reset", "accounts")
    for _ in range(stage.times(SHARE)):
        _share(stage)
    for _ in range(stage.times(TICKET)):
        _ticket(stage)
    for _ in range(stage.times(INVITE)):
        _invite(stage)


def _reader(stage: Stage, party: Party) -> Person:
    return stage.friend(party) or stage.rng.choice(stage.staff())


def _page(stage: Stage, topic: str, said: Talk, url: str, brand: str, foot: str = "") -> str:
    label = stage.rng.choice(texts("service")["button"][topic])
    return button_page([said.text], label, url, brand, foot)


def _issue(stage: Stage, paper: Party, hour: float) -> None:
    """The same issue to each subscriber, with a link of one's own, as the trade does."""
    rng, language = stage.rng, language_for("service", "newsletter", paper.language)
    said = talk(rng, "service", "newsletter", language, {"name": paper.name})
    number, sent = rng.randint(1000, 9999), at(stage.date, hour + rng.random() / 2, 1)
    base = f"https://www.{paper.domain}"
    for position, person in enumerate(p for p in stage.cast.people if p.addr in paper.friends):
        if not person.joined <= stage.day < person.left:
            continue
        token = f"{rng.getrandbits(40):010x}"
        leave = f"{base}/unsubscribe/{token}"
        foot = f'<a href="{base}/view/{number}">Browser</a> - <a href="{leave}">Unsubscribe</a>'
        stage.post(
            Letter(
                time=sent + position * 7,
                sender=(paper.name, f"news@{paper.domain}"),
                mail_from=f"bounce-{token}@{paper.domain}",
                to=((person.name, person.addr),),
                subject=said.subject,
                text=f"{said.text}\n\n{base}/issue/{number}?r={token}\n\nUnsubscribe: {leave}",
                html=_page(stage, "newsletter", said, f"{base}/issue/{number}?r={token}", paper.name, foot),
                mailer="campaign",
                origin=paper.origin(stage.day),
                extra=(
                    ("List-Id", f"<news.{paper.domain}>"),
                    ("List-Unsubscribe", f"<{leave}>"),
                    ("Precedence", "bulk"),
                    ("Feedback-ID", f"{number}:{paper.domain}"),
                ),
                family="newsletter",
            )
        )


def _notify(stage: Stage, party: Party, topic: str, local: str, author: str = "") -> None:
    """A robot of the party tells one person something and offers a button."""
    rng, person = stage.rng, _reader(stage, party)
    said = talk(rng, "service", topic, person.language, {"name": author or party.name})
    url = f"https://{'www' if topic == 'delivery' else 'app'}.{party.domain}/{topic[0]}/{rng.getrandbits(48):012x}"
    stage.post(
        Letter(
            time=stage.hour(person),
            sender=(f"{author} ({party.name})" if author else party.name, f"{local}@{party.domain}"),
            to=((person.name, person.addr),),
            subject=said.subject,
            text=f"{said.text}\n\n{url}",
            html=_page(stage, topic, said, url, party.name),
            mailer="robot",
            origin=party.origin(stage.day),
            extra=(("Auto-Submitted", "auto-generated"),),
            family=topic,
        )
    )


def _share(stage: Stage) -> None:
    """Somebody known shares a document through a file host."""
    customer = stage.rng.choice(stage.cast.of("customer"))
    _notify(
        stage, stage.rng.choice(stage.cast.of("share")), "share", "no-reply", stage.rng.choice(customer.people).name
    )


def _ticket(stage: Stage) -> None:
    """The ticket system of the house, which submits its mail like a person."""
    person = stage.rng.choice(stage.staff())
    said = talk(stage.rng, "service", "ticket", person.language, {"first": person.first})
    robot = f"tickets@{stage.cast.domain}"
    url = f"https://tickets.{stage.cast.domain}/{stage.rng.randint(1000, 9999)}"
    stage.post(
        Letter(
            time=stage.hour(person),
            sender=("IT Service", robot),
            to=((person.name, person.addr),),
            subject=said.subject,
            text=f"{said.text}\n\n{url}",
            html=_page(stage, "ticket", said, url, "IT Service"),
            mailer="robot",
            origin=Origin("192.0.2.9", "", user=robot),
            extra=(("Auto-Submitted", "auto-generated"),),
            family="ticket",
        )
    )


def _invite(stage: Stage) -> None:
    """A meeting as iTIP request, mostly among colleagues, one in five from a customer."""
    rng, staff = stage.rng, stage.staff()
    organizer, origin = rng.choice(staff), None
    if rng.random() < 0.2:
        customer = rng.choice(stage.cast.of("customer"))
        organizer, origin = rng.choice(customer.people), customer.origin(stage.day)
    guests = [p for p in rng.sample(staff, min(len(staff), rng.randint(1, 4))) if p is not organizer]
    if not guests:
        return
    url = f"https://join.{stage.cast.of('meet')[0].domain}/{rng.randint(10**8, 10**9)}"
    said = talk(rng, "service", "invite", organizer.language)
    sent = stage.hour(organizer)
    start = sent - sent % 3600 + 3600 * rng.choice((20, 22, 24, 26, 48))
    to: tuple[Mailbox, ...] = tuple((p.name, p.addr) for p in guests)
    note = f"{said.text}\n{url}"
    uid = new_id(rng, "webmail", organizer.domain)
    stage.post(
        Letter(
            time=sent,
            sender=(organizer.name, organizer.addr),
            to=to,
            subject=said.subject,
            text=note,
            html=_page(stage, "invite", said, url, said.subject),
            calendar=ics(uid, said.subject, start, organizer.addr, tuple(a for _, a in to), note),
            mailer=organizer.mailer,
            origin=origin or stage.own_origin(organizer),
            family="calendar",
        )
    )
