"""The fields that servers put on top: those of a real message of the same origin, or made for an origin that is new.

An account in strange hands sends through the servers of its owner, so its trace is that of the owner's last message.
"""

from __future__ import annotations

import re

from msgspec import Struct

from firstsight.lab.world.octets.letter import ENVELOPE_HEADER, Letter, octets

TRACE = frozenset(
    (
        b"return-path",
        b"received",
        b"authentication-results",
        b"dkim-signature",
        b"received-spf",
        b"arc-seal",
        b"arc-message-signature",
        b"arc-authentication-results",
    )
)
"""Fields that a server writes, RFC 5321 to RFC 8617; all others are the author's."""

_MADE = "lab.invalid"
"""Stands for the organisation's server until its own name is put in."""

_FIELD = re.compile(rb"^([!-9;-~]{1,100}):.*\n(?:[ \t].*\n)*", re.MULTILINE)


class Style(Struct, frozen=True):
    """How messages lie in the archive."""

    server: str
    """Whose Authentication-Results are believed; the name of the receiving server."""
    envelope_header: str = ""
    """Header field that holds the envelope recipients; empty: Delivered-To."""
    id_header: str = ""


def stamped(letter: Letter, style: Style, model: bytes = b"") -> bytes:
    """The stored message: trace fields of the `model` header, or of the letter's own origin where there is none."""
    raw = octets(letter, _MADE).replace(f"mx.{_MADE}".encode(), style.server.encode())
    head, _, body = raw.partition(b"\n\n")
    own = fields(head + b"\n")
    mail_from = letter.mail_from or letter.sender[1]
    out = [f"Return-Path: <{mail_from}>\n".encode()]
    out += [field for name, field in fields(model or head + b"\n") if name in TRACE and name != b"return-path"]
    out += _addressed(letter, style)
    skipped = (ENVELOPE_HEADER.lower().encode(), b"delivered-to")
    out += [field for name, field in own if name not in TRACE and name not in skipped]
    return b"".join(out) + b"\n" + body


def _addressed(letter: Letter, style: Style) -> list[bytes]:
    """The fields that tell the envelope and the id, as the archive's reader wants them."""
    if style.envelope_header:
        out = [f"{style.envelope_header}: {', '.join(letter.envelope)}\n".encode()]
    else:
        out = [f"Delivered-To: {rcpt}\n".encode() for rcpt in letter.envelope]
    if style.id_header:
        out.append(f"{style.id_header}: {letter.message_id}\n".encode())
    return out


def fields(header: bytes) -> list[tuple[bytes, bytes]]:
    """(name in lower case, the whole field with its folded lines) of every field of a header with LF line ends."""
    return [(found[1].lower(), found[0]) for found in _FIELD.finditer(header)]
