"""The attack families: each writes one message to one victim.

Harmless: every domain is reserved, every text was written for this project.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from msgspec import Struct, structs

from firstsight.lab.world.cast import Origin, Person, full_name, local_part, network
from firstsight.lab.world.octets.files import ics, locked_archive, pdf, smuggling_page
from firstsight.lab.world.octets.letter import Letter, button_page, new_id
from firstsight.lab.world.octets.mime import Part
from firstsight.lab.world.routine import freemail_origin
from firstsight.lab.world.speech import Talk, greet, language_for, talk, texts
from firstsight.lab.world.stage import Stage

_EARLIER = 90 * 86_400
"""A thread that is hijacked is at most a quarter old, in seconds."""


class Plot(Struct, frozen=True):
    """What the messages of one campaign share: who pretends to be whom, from where, with which place to lead to."""

    family: str
    time: int
    domain: str
    origin: Origin
    language: str
    seed: int
    """Starts the chance of the wording, so that a campaign says the same to everybody."""

    @property
    def chance(self) -> Random:
        """The campaign's own chance, from its beginning each time."""
        return Random(self.seed)  # noqa: S311  # the chance of a simulation, not of a key


def plan(stage: Stage, family: str, time: int) -> Plot:
    """A new campaign of the family with infrastructure nobody here has met."""
    rng = stage.rng
    host = str(rng.choice(texts("cast")["attacker"]["domains"]))
    domain = f"{rng.choice(('', 'my', 'portal', 'eu', 'mail'))}{rng.randint(1, 99)}-{host}".lstrip("-")
    origin = Origin(network(rng), f"vps{rng.randint(10, 99)}.{domain}", domain)
    if rng.random() < 0.45:
        origin = Origin(
            network(rng),
            f"host-{rng.randint(100, 999)}.rackline.test",
            spf=rng.choice(("none", "softfail", "fail")),
            dkim="none",
            dmarc="none",
        )
    return Plot(family, time, domain, origin, rng.choice(("en", "en", "de", "de", "fr")), rng.getrandbits(32))


def lookalike(rng: Random, domain: str) -> str:
    """A domain that reads like the given one: letters doubled, swapped, replaced, or a word added."""
    stem, _, top = domain.partition(".")
    at = rng.randrange(1, len(stem) - 1)
    forms = [
        f"{stem[:at]}{stem[at]}{stem[at:]}",
        f"{stem}-group",
        stem.replace("l", "1", 1),
        stem.replace("o", "0", 1),
        f"{stem}-billing",
    ]
    forms.append(stem[: at - 1] + stem[at] + stem[at - 1] + stem[at + 1 :])
    return f"{rng.choice([form for form in forms if form != stem])}.{top}"


def _letter(stage: Stage, plot: Plot, victim: Person, said: Talk, sender: tuple[str, str], **more: object) -> Letter:
    """The letter with what all families share; fields in `more` replace the usual ones."""
    usual = Letter(
        time=plot.time,
        sender=sender,
        to=((victim.name, victim.addr),),
        subject=said.subject,
        text=said.text,
        mailer="script",
        origin=plot.origin,
        kind="attack",
        family=plot.family,
    )
    return stage.post(structs.replace(usual, **more))


def _said(plot: Plot, topic: str, victim: Person, formal: bool = True) -> Talk:
    rng = plot.chance
    language = language_for("attack", topic, plot.language)
    said = talk(rng, "attack", topic, language, most=3, least=2)
    return Talk(said.subject, f"{greet(rng, language, victim.first, victim.last, formal)}\n\n{said.text}")


def _button(plot: Plot, topic: str) -> str:
    return str(plot.chance.choice(texts("attack")[topic][language_for("attack", topic, plot.language)]["button"]))


def credential_unknown(stage: Stage, plot: Plot, victim: Person) -> Letter:
    """A sign-in page on a domain nobody ever met, from a sender nobody ever met."""
    said = _said(plot, "credential", victim)
    url = f"https://{plot.domain}/auth/{stage.rng.getrandbits(32):08x}?u={victim.addr}"
    page = button_page(said.text.split("\n"), _button(plot, "credential"), url, stage.cast.name)
    who = plot.chance.choice(("IT Service", "Mail Administrator", stage.cast.name, "Helpdesk", "Voice Mail"))
    sender = (who, f"no-reply@{plot.origin.dkim_domain or plot.domain}")
    return _letter(stage, plot, victim, said, sender, html=page, text=f"{said.text}\n\n{url}", mailer="python")


def credential_lookalike(stage: Stage, plot: Plot, victim: Person) -> Letter:
    """The same from a domain that reads like the own one or that of a known service."""
    rng = plot.chance
    model = rng.choice([stage.cast.domain, *(party.domain for party in stage.cast.of("account"))])
    domain = lookalike(rng, model)
    said = _said(plot, "credential", victim)
    url = f"https://login.{domain}/{stage.rng.getrandbits(32):08x}"
    page = button_page(said.text.split("\n"), _button(plot, "credential"), url, model.partition(".")[0].title())
    origin = structs.replace(plot.origin, dkim_domain=domain, dkim="pass", spf="pass", dmarc="pass")
    return _letter(
        stage, plot, victim, said, ("IT Service", f"service@{domain}"), html=page, origin=origin, mailer="robot"
    )


def credential_filehost(stage: Stage, plot: Plot, victim: Person) -> Letter:
    """A document on a file host that everybody uses; only the ask and the sender are new."""
    host = plot.chance.choice(stage.cast.of("share"))
    said = _said(plot, "filehost", victim)
    url = f"https://app.{host.domain}/s/{plot.seed:012x}"
    page = button_page(said.text.split("\n"), _button(plot, "filehost"), url, host.name)
    name = full_name(plot.chance, plot.language)
    sender = (name, f"{local_part(name)}@{plot.origin.dkim_domain or plot.domain}")
    return _letter(stage, plot, victim, said, sender, html=page, text=f"{said.text}\n\n{url}", mailer="outlook")


def payment_ceo(stage: Stage, plot: Plot, victim: Person) -> Letter:
    """The head of the house in the display name, a free-mail address behind it."""
    rng = plot.chance
    head = stage.cast.people[0]
    domain = str(rng.choice(texts("cast")["freemail"]["domains"]))
    sender = (head.name, f"{rng.choice(('office', 'private', 'ceo', 'mobile'))}.{rng.randint(100, 9999)}@{domain}")
    return _letter(
        stage, plot, victim, _said(plot, "ceo", victim, False), sender, origin=freemail_origin(domain), mailer="webmail"
    )


def payment_bank(stage: Stage, plot: Plot, victim: Person) -> Letter:
    """A real thread with a supplier goes on from a look-alike domain, with a new bank account."""
    rng = plot.chance
    threads = [
        old
        for old in stage.letters
        if old.family in ("supplier", "invoice") and plot.time - _EARLIER < old.time < plot.time
    ]
    if not threads:
        return payment_ceo(stage, plot, victim)
    old = rng.choice(threads)
    local, _, real = old.sender[1].partition("@")
    domain = lookalike(rng, real)
    tongue = next(party.language for party in stage.cast.of("supplier") if party.domain == real)
    said = _said(structs.replace(plot, language=tongue), "bank", structs.replace(victim, name=old.to[0][0]))
    history = "\n".join(f"> {line}" for line in old.text.split("\n"))
    origin = structs.replace(plot.origin, dkim_domain=domain, dkim="pass", spf="pass", dmarc="pass")
    return _letter(
        stage, plot, victim, said, (old.sender[0], f"{local}@{domain}"),
        to=old.to, subject=f"Re: {old.subject.removeprefix('Re: ')}",
        text=f"{said.text}\n\n{old.sender[0]}\n\n{history}",
        in_reply_to=old.message_id, references=(*old.references, old.message_id), origin=origin, mailer=old.mailer,
        parts=(Part("account-details.pdf", "application/pdf", pdf([said.text])),) if rng.random() < 0.5 else (),
    )  # fmt: skip


def extortion(stage: Stage, plot: Plot, victim: Person) -> Letter:
    """Money in bitcoin or else; one time in two the From is the victim's own address, not authenticated."""
    said = _said(plot, "extortion", victim)
    forged = plot.chance.random() < 0.5
    origin = (
        structs.replace(plot.origin, spf="fail", dkim="none", dkim_domain="", dmarc="fail") if forged else plot.origin
    )
    sender = (victim.name, victim.addr) if forged else ("", f"{plot.seed:x}@{plot.domain}")
    return _letter(stage, plot, victim, said, sender, origin=origin)


def attachment_html(stage: Stage, plot: Plot, victim: Person) -> Letter:
    """An HTML file whose script builds a sign-in form."""
    said = _said(plot, "html", victim)
    page = smuggling_page(f"https://{plot.domain}/c.php", stage.cast.name)
    part = Part(f"Remittance_{plot.seed % 10000}.html", "text/html", page)
    return _letter(stage, plot, victim, said, ("Accounts Payable", f"ap@{plot.domain}"), parts=(part,))


def attachment_zip(stage: Stage, plot: Plot, victim: Person) -> Letter:
    """An archive with a password that stands in the text."""
    said = _said(plot, "zip", victim)
    password = next((word for word in said.text.replace(".", " ").split() if word.isdigit() and len(word) > 3), "2025")
    body = locked_archive("document.js", b"// a harmless line in a reserved world\n", password.encode())
    name = full_name(plot.chance, plot.language)
    part = Part(f"docs_{plot.seed % 1000}.zip", "application/zip", body)
    return _letter(
        stage, plot, victim, said, (name, f"{local_part(name)}@{plot.domain}"), parts=(part,), mailer="outlook"
    )


def callback(stage: Stage, plot: Plot, victim: Person) -> Letter:
    """A debit that never was and a telephone number to stop it; no link at all."""
    rng = plot.chance
    domain = str(rng.choice(texts("cast")["freemail"]["domains"]))
    sender = ("Billing Department", f"billing.{rng.randint(1000, 99999)}@{domain}")
    said = _said(plot, "callback", victim)
    part = (Part(f"Receipt_{plot.seed % 9999}.pdf", "application/pdf", pdf(said.text.split("\n"))),)
    return _letter(stage, plot, victim, said, sender, origin=freemail_origin(domain), parts=part, mailer="apple")


def contact(stage: Stage, plot: Plot, victim: Person) -> Letter:
    """An empty pleasantry that only wants an answer; the answer goes elsewhere."""
    rng = plot.chance
    domain = str(rng.choice(texts("cast")["freemail"]["domains"]))
    name = stage.cast.people[0].name if rng.random() < 0.5 else full_name(rng, "en")
    sender = (name, f"{local_part(name)}{rng.randint(10, 99)}@{domain}")
    reply_to = f"desk{rng.randint(10, 99)}@{plot.domain}"
    said = _said(plot, "contact", victim, False)
    return _letter(
        stage, plot, victim, said, sender, origin=freemail_origin(domain), reply_to=reply_to, mailer="webmail"
    )


def lateral(stage: Stage, plot: Plot, victim: Person) -> Letter:
    """A colleague's account in strange hands: authenticated, from a network that was never seen."""
    others = [person for person in stage.staff() if person.addr != victim.addr] or [victim]
    owner = plot.chance.choice(sorted(others, key=lambda p: p.addr))
    said = _said(plot, "lateral", victim, False)
    url = f"https://{plot.domain}/d/{plot.seed:08x}"
    page = button_page(said.text.split("\n"), _button(plot, "lateral"), url, owner.name)
    origin = Origin(plot.origin.ip, "", user=owner.addr)
    return _letter(stage, plot, victim, said, (owner.name, owner.addr), html=page, origin=origin, mailer="webmail")


def calendar(stage: Stage, plot: Plot, victim: Person) -> Letter:
    """An invitation whose place is a sign-in page."""
    said = _said(plot, "calendar", victim)
    url = f"https://{plot.domain}/meet/{plot.seed:08x}"
    sender = ("HR Office", f"calendar@{plot.domain}")
    page = button_page(said.text.split("\n"), _button(plot, "calendar"), url, said.subject)
    start = plot.time - plot.time % 3600 + 90_000
    invitation = ics(new_id(stage.rng, "webmail", plot.domain), said.subject, start, sender[1], (victim.addr,), url)
    return _letter(
        stage,
        plot,
        victim,
        said,
        sender,
        html=page,
        text=f"{said.text}\n\n{url}",
        calendar=invitation,
        mailer="outlook",
    )


LURES: dict[str, Callable[[Stage, Plot, Person], Letter]] = {
    lure.__name__: lure
    for lure in (
        credential_unknown, credential_lookalike, credential_filehost, payment_ceo, payment_bank, extortion,
        attachment_html, attachment_zip, callback, contact, lateral, calendar,
    )
}  # fmt: skip
"""Every family by its name in labels.csv."""
