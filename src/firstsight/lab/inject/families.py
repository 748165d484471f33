"""The attack families: each writes one message to one victim, or says that the archive gives nothing to work with."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from urllib.parse import quote

from msgspec import Struct, structs

from firstsight.lab.inject.pages import html_page
from firstsight.lab.inject.plot import PEOPLES, Plot, qr_picture
from firstsight.lab.world.cast import Origin, full_name, local_part
from firstsight.lab.world.lures import lookalike
from firstsight.lab.world.octets.files import ics, locked_archive, pdf
from firstsight.lab.world.octets.letter import Letter, button_page
from firstsight.lab.world.octets.mime import Part
from firstsight.lab.world.routine import freemail_origin
from firstsight.mail.domains import registrable


class Written(Struct, frozen=True):
    """A message and whose servers it went through."""

    letter: Letter
    model: bytes = b""
    """Header of a real message with the trace that this one would have; empty: that of the letter's own origin."""
    intent: str = ""
    """Where it is not that of the family."""


def thread_hijack(plot: Plot) -> Written | None:
    """A real thread goes on, from the real account of somebody well acquainted; only the link is strange."""
    seen = plot.scene.thread(plot.rng)
    if seen is None:
        return None
    victim = plot.scene.person(plot.rng.choice(seen.to))
    own = structs.replace(plot, victim=victim)
    said, domain = own.lure(), own.domain()
    url = own.url(domain)
    history = "\n".join(f"> {line}" for line in seen.text.split("\n")[:40])
    text = f"{own.greeting(False)}\n\n{said.text}\n{said.button}: {url}\n\n{seen.author.name}\n\n{history}"
    letter = own.letter((seen.author.name, seen.author.addr), f"Re: {bare(seen.subject)}", text, _nowhere())
    references = (*seen.references, seen.message_id) if seen.message_id else ()
    mailer = plot.rng.choice(PEOPLES)
    letter = structs.replace(letter, in_reply_to=seen.message_id, references=references, mailer=mailer)
    return Written(letter, plot.scene.header(seen.author.addr))


def lookalike_invoice(plot: Plot) -> Written | None:
    """A known contact writes from a domain that reads like its own; money is to go elsewhere."""
    seen = plot.scene.thread(plot.rng)
    domain = registrable(seen.author.domain) if seen else ""
    if seen is None or len(domain.partition(".")[0]) < 3:
        return None
    own = structs.replace(plot, victim=plot.scene.person(plot.rng.choice(seen.to)))
    domain = lookalike(plot.rng, domain)
    said = own.lure()
    sender = (seen.author.name, f"{seen.author.local_part}@{domain}")
    text = f"{own.greeting()}\n\n{said.text}\n\n{seen.author.name}"
    letter = own.letter(sender, said.subject, text, _signed(own, domain))
    paper = Part(f"invoice-{plot.rng.randint(1000, 9999)}.pdf", "application/pdf", pdf(text.split("\n")))
    parts = (paper,) if plot.rng.random() < 0.6 else ()
    return Written(structs.replace(letter, parts=parts, mailer=plot.rng.choice(PEOPLES)))


def exec_freemail(plot: Plot) -> Written | None:
    """Somebody who writes to many here, from a free mailbox."""
    boss = plot.scene.boss(plot.rng)
    if boss is None or boss.addr == plot.victim.addr:
        return None
    said = plot.lure()
    text = f"{plot.greeting(False)}\n\n{said.text}\n\n{boss.name}\nSent from my phone"
    sender, model = _free_mail(plot, boss.name)
    letter = plot.letter((boss.name, sender), said.subject, text, freemail_origin(sender.rpartition("@")[2]))
    return Written(structs.replace(letter, mailer="apple"), model, said.intent)


def credential(plot: Plot) -> Written | None:
    """A sign-in page on a new domain, from a new sender."""
    said, domain = plot.lure(), plot.domain()
    return _with_button(plot, said.subject, said.text, said.button, plot.url(domain), domain)


def wrapped_link(plot: Plot) -> Written | None:
    """The same behind the wrapper of somebody else's gateway."""
    said, domain = plot.lure(), plot.domain()
    return _with_button(plot, said.subject, said.text, said.button, wrapped(plot, plot.url(domain)), domain)


def legit_host(plot: Plot) -> Written | None:
    """A form or a file on a host that everybody knows; sender and ask are new."""
    said, domain = plot.lure(), plot.domain()
    host = plot.scene.lent_host(plot.rng)
    path = "forms/d/e/1FAIpQL" if host == "docs.google.com" else "s/"
    url = f"https://{host}/{path}{plot.rng.getrandbits(120):030x}"
    return _with_button(plot, said.subject, said.text, said.button, url, domain)


def qr_code(plot: Plot) -> Written | None:
    """No link to click, a picture to photograph."""
    said, domain = plot.lure(), plot.domain()
    text = f"{plot.greeting()}\n\n{said.text}"
    letter = plot.letter(_desk(plot, domain), said.subject, text, plot.origin(domain))
    picture = Part("code.png", "image/png", qr_picture(plot.url(plot.domain())), inline=plot.rng.random() < 0.5)
    return Written(structs.replace(letter, html=f"<p>{escape(text)}</p><img src='cid:code'>", parts=(picture,)))


def html_attachment(plot: Plot) -> Written | None:
    """A page to be opened in a browser, which asks for the password."""
    said, domain = plot.lure(), plot.domain()
    letter = plot.letter(_desk(plot, domain), said.subject, f"{plot.greeting()}\n\n{said.text}", plot.origin(domain))
    name = f"{plot.rng.choice(('Document', 'Copy', 'Message', 'Scan'))}_{plot.rng.randint(100, 9999)}.html"
    return Written(structs.replace(letter, parts=(Part(name, "text/html", html_page(plot, domain)),)))


def password_archive(plot: Plot) -> Written | None:
    """An archive that only the reader can open."""
    rng, key = plot.rng, f"{plot.rng.choice(('file', 'Open', 'k'))}{plot.rng.randint(1000, 9999)}"
    said, domain = plot.lure(password=key), plot.domain()
    inside = f"{rng.choice(('invoice', 'documents', 'photos'))}.{rng.choice(('js', 'lnk', 'exe', 'iso'))}"
    body = locked_archive(inside, b"a harmless line, made for measuring\n", key.encode())
    name = full_name(rng, plot.language)
    text = f"{plot.greeting()}\n\n{said.text}\n\n{name}"
    letter = plot.letter((name, f"{local_part(name)}@{domain}"), said.subject, text, plot.origin(domain))
    part = Part(f"{rng.choice(('papers', 'files', 'set'))}{rng.randint(10, 999)}.zip", "application/zip", body)
    return Written(structs.replace(letter, parts=(part,)))


def calendar_lure(plot: Plot) -> Written | None:
    """An invitation whose place is a sign-in page."""
    said, domain = plot.lure(), plot.domain()
    url, sender = plot.url(plot.domain()), _desk(plot, domain)
    start = plot.time - plot.time % 1800 + 3600 * plot.rng.choice((20, 26, 44, 70))
    uid = f"{plot.rng.getrandbits(64):016x}@{domain}"
    invitation = ics(uid, said.subject, start, sender[1], (plot.victim.addr,), f"{said.text} {url}")
    letter = plot.letter(sender, said.subject, f"{said.text}\n\n{url}", plot.origin(domain))
    page = button_page([said.text], said.button, url, said.subject)
    return Written(structs.replace(letter, html=page, calendar=invitation))


def callback(plot: Plot) -> Written | None:
    """A charge that never was, and a number to ring."""
    said = plot.lure()
    sender, model = _free_mail(plot, plot.rng.choice(("billing", "orders", "support", "service")))
    text = f"{plot.greeting()}\n\n{said.text}"
    letter = plot.letter(
        (plot.rng.choice(("Order Desk", "Billing", "Customer Care")), sender),
        said.subject,
        text,
        freemail_origin(sender.rpartition("@")[2]),
    )
    bill = (Part(f"{plot.rng.getrandbits(32):08x}.pdf", "application/pdf", pdf(text.split("\n"))),)
    return Written(structs.replace(letter, parts=bill if plot.rng.random() < 0.4 else ()), model)


def extortion(plot: Plot) -> Written | None:
    """Money or else; one in three pretends to come from the victim's own address."""
    said, domain = plot.lure(), plot.domain()
    if plot.rng.random() < 1 / 3:
        origin = structs.replace(plot.origin(domain), spf="fail", dkim="none", dkim_domain="", dmarc="fail")
        return Written(plot.letter((plot.victim.name, plot.victim.addr), said.subject, said.text, origin))
    sender = ("", f"{plot.rng.getrandbits(32):08x}@{domain}")
    return Written(plot.letter(sender, said.subject, said.text, plot.origin(domain)))


def lateral(plot: Plot) -> Written | None:
    """A colleague's account in strange hands: own servers, own name; only link and wording are strange."""
    owner = plot.scene.colleague(plot.rng, plot.victim)
    if owner is None:
        return None
    said = plot.lure()
    url = plot.url(plot.domain())
    text = f"{plot.greeting(False)}\n\n{said.text}\n{said.button}: {url}\n\n{owner.first}"
    letter = plot.letter((owner.name, owner.addr), said.subject, text, _nowhere())
    return Written(structs.replace(letter, mailer="webmail"), plot.scene.header(owner.addr))


class Family(Struct, frozen=True):
    """How it is written and what it asks for."""

    write: Callable[[Plot], Written | None]
    intent: str


FAMILIES: dict[str, Family] = {
    "thread_hijack": Family(thread_hijack, "credential"),
    "lookalike_invoice": Family(lookalike_invoice, "payment"),
    "exec_freemail": Family(exec_freemail, "payment"),
    "credential": Family(credential, "credential"),
    "wrapped_link": Family(wrapped_link, "credential"),
    "qr_code": Family(qr_code, "credential"),
    "html_attachment": Family(html_attachment, "credential"),
    "password_archive": Family(password_archive, "malware"),
    "calendar_lure": Family(calendar_lure, "credential"),
    "callback": Family(callback, "callback"),
    "extortion": Family(extortion, "extortion"),
    "legit_host": Family(legit_host, "credential"),
    "lateral": Family(lateral, "credential"),
}
"""Every family by its name."""


def bare(subject: str) -> str:
    """A subject without the marks of an answer, on one line."""
    one_line = " ".join(subject.split())[:200]
    while one_line[:3].lower() in ("re:", "aw:", "fw:"):
        one_line = one_line[3:].strip()
    return one_line


def wrapped(plot: Plot, url: str) -> str:
    """The link as a mail gateway rewrites it: Defender for Office, Proofpoint version 3 or Mimecast's open form."""
    rng = plot.rng
    tag = f"{rng.getrandbits(160):040x}"
    if rng.random() < 0.6:
        region = rng.choice(("eur02", "nam11", "gbr01"))
        host = f"{region}.safelinks.protection.outlook.com"
        return f"https://{host}/?url={quote(url, safe='')}&data=05%7C02%7C{tag}&sdata={tag[:20]}%3D&reserved=0"
    return f"https://urldefense.com/v3/__{url}__;!!{tag[:12]}!{tag}$"


def _with_button(plot: Plot, subject: str, text: str, button: str, url: str, domain: str) -> Written:
    sender = _desk(plot, domain)
    letter = plot.letter(sender, subject, f"{plot.greeting()}\n\n{text}\n\n{url}", plot.origin(domain))
    return Written(structs.replace(letter, html=button_page([text], button, url, sender[0])))


def _desk(plot: Plot, domain: str) -> tuple[str, str]:
    """A function, not a person, at the attacker's domain."""
    name, local = plot.rng.choice(
        (
            ("Service Desk", "servicedesk"),
            ("Personnel Office", "office"),
            ("Document Service", "notify"),
            ("Facilities", "facilities"),
            ("Mail Gateway", "daemon"),
        )
    )
    return name, f"{local}@{domain}"


def _free_mail(plot: Plot, like: str) -> tuple[str, bytes]:
    """(address at a free-mail provider, header of a real message from there where there is one)."""
    domain, model = plot.scene.free_mail(plot.rng)
    local = local_part(like) or "mail"
    return f"{local}{plot.rng.randint(11, 9999)}@{domain or 'freemail.example'}", model


def _signed(plot: Plot, domain: str) -> Origin:
    """Where mail of a look-alike domain comes from: whoever buys one sets it up well."""
    return structs.replace(plot.origin(domain), dkim_domain=domain, spf="pass", dkim="pass", dmarc="pass")


def _nowhere() -> Origin:
    """For letters whose trace is that of a real message."""
    return Origin("192.0.2.1", "mail.example", spf="none", dkim="none", dmarc="none")
