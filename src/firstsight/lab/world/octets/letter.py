"""A letter and the octets that Postfix would have stored of it: trace fields, author's header, MIME body.

Each mail program writes its header fields in its own order and with its own ids: that is a habit to be learnt.
"""

from __future__ import annotations

import base64
import hashlib
import html as html_escapes
from random import Random

from msgspec import Struct

from firstsight.lab.world.cast import Origin
from firstsight.lab.world.days import stamp
from firstsight.lab.world.octets.mime import Part, as_html, file_entity, mailbox, multipart, phrase, text_entity

ENVELOPE_HEADER = "X-Envelope-To"
"""The header field in which the archive keeps the envelope recipients, separated by commas."""

Mailbox = tuple[str, str]
"""Display name and addr-spec."""


class Mailer(Struct, frozen=True):
    """How a mail program writes. `order` holds the author's fields, missing ones are left out."""

    order: tuple[str, ...]
    agent: tuple[str, str] = ("", "")
    html: bool = True
    latin: bool = False
    params: str = ""


_USUAL = ("From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version")

MAILERS: dict[str, Mailer] = {
    "outlook": Mailer(
        ("From", "To", "Cc", "Subject", "Thread-Topic", "Date", "Message-ID", "References", "In-Reply-To", "Reply-To",
         "Accept-Language", "agent", "MIME-Version"),
        ("X-Mailer", "Microsoft Outlook 16.0"), latin=True,
    ),
    "thunderbird": Mailer(
        ("Message-ID", "Date", "MIME-Version", "agent", "Subject", "To", "Cc", "References",
         "Reply-To", "From", "In-Reply-To"),
        ("User-Agent", "Mozilla Thunderbird"), html=False, params="; format=flowed",
    ),
    "apple": Mailer(
        ("From", "MIME-Version", "Subject", "Message-ID", "Date", "Cc", "Reply-To", "To",
         "In-Reply-To", "References", "agent"),
        ("X-Mailer", "Apple Mail (2.3774.600.62)"),
    ),
    "webmail": Mailer(
        ("MIME-Version", "Date", "From", "To", "Cc", "Subject", "Reply-To", "In-Reply-To",
         "References", "agent", "Message-ID"),
        ("User-Agent", "Roundcube Webmail/1.6.5"), html=False,
    ),
    "campaign": Mailer((*_USUAL, "List-Id", "List-Unsubscribe", "Precedence", "Feedback-ID"), ("", "")),
    "robot": Mailer(("Date", "From", "To", "Message-ID", "Subject", "Auto-Submitted", "MIME-Version"), ("", "")),
    "script": Mailer(("To", "Subject", "Date", "From", "Reply-To", "Message-ID", "agent", "MIME-Version"),
                     ("X-Mailer", "PHPMailer 6.8.1 (https://phpmailer.example)")),
    "python": Mailer(("MIME-Version", "Subject", "From", "To", "Reply-To", "Date", "Message-ID"), ("", "")),
}  # fmt: skip


class Letter(Struct, frozen=True, kw_only=True):
    """One message as it will be stored once. `to` and `cc` are mailboxes, `rcpt` the envelope's addresses."""

    time: int
    zone: int = 1
    sender: Mailbox
    mail_from: str = ""
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...] = ()
    rcpt: tuple[str, ...] = ()
    subject: str
    text: str
    html: str = ""
    parts: tuple[Part, ...] = ()
    calendar: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    reply_to: str = ""
    mailer: str
    origin: Origin
    extra: tuple[tuple[str, str], ...] = ()
    kind: str = "ham"
    family: str = ""

    @property
    def envelope(self) -> tuple[str, ...]:
        """Who gets it: the envelope where it was given, else To and Cc."""
        return self.rcpt or tuple(addr for _, addr in self.to + self.cc)


def new_id(rng: Random, mailer: str, domain: str) -> str:
    """A Message-ID without brackets in the style of the program."""
    bits = f"{rng.getrandbits(128):032x}"
    match mailer:
        case "outlook":
            return f"{bits[:12]}${bits[12:20]}${bits[20:]}@{domain}".upper().replace(domain.upper(), domain)
        case "apple":
            return f"{bits[:8]}-{bits[8:12]}-{bits[12:16]}-{bits[16:20]}-{bits[20:]}@{domain}".upper().replace(
                domain.upper(), domain
            )
        case "thunderbird":
            return f"{bits[:8]}-{bits[8:12]}-{bits[12:16]}-{bits[16:20]}-{bits[20:]}@{domain}"
        case "webmail":
            return f"{bits}@{domain}"
    return f"{bits[:20]}.{bits[20:26]}@{domain}"


def octets(letter: Letter, org: str) -> bytes:
    """The stored message, lines ended by LF. `org` is the domain whose mail server took it."""
    token = hashlib.sha256(letter.message_id.encode()).hexdigest()
    head = "".join(_trace(letter, org, token)) + "".join(_author_fields(letter))
    return head.encode() + _body(letter, token)


def _trace(letter: Letter, org: str, token: str) -> list[str]:
    origin, mx = letter.origin, f"mx.{org}"
    mail_from = letter.mail_from or letter.sender[1]
    rcpt = letter.envelope
    ip = f"IPv6:{origin.ip}" if ":" in origin.ip else origin.ip
    only = f"\n\tfor <{rcpt[0]}>" if len(rcpt) == 1 else ""
    when = stamp(letter.time, 1)
    out = [f"Return-Path: <{mail_from}>\n", f"{ENVELOPE_HEADER}: {', '.join(rcpt)}\n", f"Delivered-To: archive@{org}\n"]
    if origin.user:
        out.append(f"Received: from [{ip}] (unknown [{ip}])\n\t(Authenticated sender: {origin.user})\n")
        out.append(f"\tby {mx} (Postfix) with ESMTPSA id {token[:10].upper()}{only};\n\t{when}\n")
        out.append(f"Authentication-Results: {mx};\n\tauth=pass smtp.auth={origin.user} smtp.mailfrom={mail_from}\n")
        return out
    out.append(f"Received: from {origin.helo} ({origin.helo} [{ip}])\n")
    out.append(f"\tby {mx} (Postfix) with ESMTPS id {token[:10].upper()}{only};\n\t{when}\n")
    dkim = f"dkim={origin.dkim}" + (f" header.d={origin.dkim_domain} header.s=s1" if origin.dkim != "none" else "")
    dmarc = f"dmarc={origin.dmarc} header.from={letter.sender[1].rpartition('@')[2]}"
    out.append(f"Authentication-Results: {mx};\n\t{dkim};\n\tspf={origin.spf} smtp.mailfrom={mail_from};\n\t{dmarc}\n")
    if origin.dkim != "none":
        signature = base64.b64encode(hashlib.sha512(token.encode()).digest()).decode()
        digest = base64.b64encode(hashlib.sha256(letter.text.encode()).digest()).decode()
        out.append(f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={origin.dkim_domain}; s=s1;\n")
        out.append(f"\th=from:to:subject:date:message-id;\n\tbh={digest};\n\tb={signature[:60]}\n\t {signature[60:]}\n")
    return out


def _author_fields(letter: Letter) -> list[str]:
    mailer = MAILERS[letter.mailer]
    fields = {
        "From": mailbox(*letter.sender),
        "To": ",\n ".join(mailbox(*to) for to in letter.to) or "undisclosed-recipients:;",
        "Cc": ",\n ".join(mailbox(*to) for to in letter.cc),
        "Reply-To": letter.reply_to,
        "Subject": phrase(letter.subject),
        "Thread-Topic": phrase(letter.subject.removeprefix("Re: ")),
        "Accept-Language": "de-DE, en-US",
        "Date": stamp(letter.time - 2, letter.zone),
        "Message-ID": f"<{letter.message_id}>",
        "In-Reply-To": f"<{letter.in_reply_to}>" if letter.in_reply_to else "",
        "References": "\n ".join(f"<{ref}>" for ref in letter.references),
        "MIME-Version": "1.0",
        **dict(letter.extra),
    }
    out = []
    for name in mailer.order:
        shown, value = mailer.agent if name == "agent" else (name, fields.get(name, ""))
        if value:
            out.append(f"{shown}: {value}\n")
    return out


def _body(letter: Letter, token: str) -> bytes:
    mailer = MAILERS[letter.mailer]
    entity = text_entity(letter.text, "plain", mailer.latin, mailer.params)
    markup = letter.html or (_page(letter.text) if mailer.html else "")
    inline = [part for part in letter.parts if part.inline]
    if markup:
        rich = text_entity(markup, "html", mailer.latin)
        if inline:
            pictures = [file_entity(part, f"{token[:8]}@logo") for part in inline]
            rich = multipart("related", _boundary(letter, token[40:]), [rich, *pictures])
        entity = multipart("alternative", _boundary(letter, token[10:]), [entity, rich, *_invitation(letter)])
    rest = [file_entity(part, "") for part in letter.parts if not part.inline]
    if rest:
        entity = multipart("mixed", _boundary(letter, token[25:]), [entity, *rest])
    return entity


def _invitation(letter: Letter) -> list[bytes]:
    return [text_entity(letter.calendar, "calendar", params="; method=REQUEST")] if letter.calendar else []


def _boundary(letter: Letter, token: str) -> str:
    match letter.mailer:
        case "outlook":
            return f"----=_NextPart_000_{token[:4].upper()}_01DB{token[4:8].upper()}.{token[8:16].upper()}"
        case "apple":
            return f"Apple-Mail=_{token[:20].upper()}"
        case "thunderbird":
            return f"------------{token[:24]}"
    return f"=_{token[:20]}"


def _page(text: str) -> str:
    return f'<html><head><meta charset="utf-8"></head><body>\n{as_html(text)}\n</body></html>'


def button_page(lines: list[str], label: str, url: str, brand: str, foot: str = "") -> str:
    """The HTML of a service: a brand, a few lines, one button, a footer (which is HTML already)."""
    body = "".join(f'<p style="margin:0 0 12px">{html_escapes.escape(line)}</p>' for line in lines if line)
    return f"""<html><head><meta charset="utf-8"><title>{html_escapes.escape(brand)}</title></head>
<body style="margin:0;font-family:Arial,sans-serif"><table width="100%"><tr><td align="center">
<table width="560"><tr><td><h2>{html_escapes.escape(brand)}</h2>{body}
<p><a href="{html_escapes.escape(url)}" style="padding:10px 18px">{html_escapes.escape(label)}</a></p>
<p style="font-size:11px">{foot}</p></td></tr></table></td></tr></table></body></html>"""
