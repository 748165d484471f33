"""The envelope of a message that comes without one (an archive, a mailbox), and which way it goes.

Source: RFC 5321 section 4.4 (Return-Path and Received), RFC 5322 section 3.6.7; RFC 7489 section 3.1 (alignment).
"""

from __future__ import annotations

import re

from firstsight.mail.addresses import addresses
from firstsight.mail.domains import registrable
from firstsight.mail.fields import Fields
from firstsight.model import AuthResults, Direction, Envelope, Perimeter

MAX_RECIPIENTS = 1_000
"""Envelope recipients kept; servers take some 100 to 1,000 a transaction (RFC 5321, section 4.5.3.1.8)."""

_FROM = re.compile(r"\s*from\s+(\S{1,255})", re.IGNORECASE)
_ADDRESS = re.compile(r"[\[(](?:IPv6:)?(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]+)(?:%\w+)?[\])]", re.IGNORECASE)
_HELO = re.compile(r"\bhelo[= ]\[?([\w.:-]{1,255})", re.IGNORECASE)


def envelope_of(fields: Fields, perimeter: Perimeter) -> Envelope:
    """What the header tells of the envelope; empty where it tells nothing."""
    helo, client_ip = _client(fields.get("received"))
    return Envelope(_path(fields.get("return-path")), _recipients(fields, perimeter), helo, client_ip)


def _path(value: str) -> str:
    """The address of a Return-Path; "" for the null path <>."""
    if value[:1] == "<" and value[-1:] == ">" and value.isascii() and '"' not in value:
        path = value[1:-1].strip().lower()
        return path[:320] if path[:1] != "@" else path.rpartition(":")[2][:320]
    found = addresses(value, 1)
    return found[0].addr if found else ""


def _recipients(fields: Fields, perimeter: Perimeter) -> tuple[str, ...]:
    name = perimeter.envelope_header.lower()
    if name and name in fields:
        value = ",".join(fields.all(name))
        if '"' not in value and "<" not in value and "(" not in value:
            found = [one for part in value.lower().split(",", MAX_RECIPIENTS)[:MAX_RECIPIENTS] if (one := part.strip())]
            return tuple(dict.fromkeys(found))
        return tuple(dict.fromkeys(a.addr for a in addresses(value, MAX_RECIPIENTS) if a.addr))
    for name in ("delivered-to", "x-original-to"):
        if name in fields:
            found = [a.addr for value in fields.all(name)[:8] for a in addresses(value, 8) if a.addr]
            return tuple(dict.fromkeys(found))
    return ()


def _client(received: str) -> tuple[str, str]:
    """HELO name and client address of a Received field: "from HELO (rdns [ip]) by ...".

    Exim writes the address or name first and "helo=" in the comment; IPv6 comes as [IPv6:...] or bare.
    """
    found = _FROM.match(received[:2_000])
    if not found:
        return "", ""
    head = received[found.start() : 2_000]
    head = head.partition(" by ")[0]
    helo = found[1].strip("[]()").lower()
    if "helo" in head.lower() and (named := _HELO.search(head)):
        helo = named[1].lower()
    address = _ADDRESS.search(head)
    return helo.removeprefix("ipv6:"), address[1].lower() if address else ""


def failed(auth: AuthResults, author: str) -> bool:
    """Authentication failed outright for the author's domain; absent is not failed.

    DMARC says so, or SPF does and no aligned DKIM signature speaks for the domain (RFC 7489, section 3.1).
    """
    if auth.dmarc in ("pass", "fail"):
        return auth.dmarc == "fail"
    own = registrable(author)
    signed = any(registrable(domain) == own for domain in auth.dkim_domains)
    return auth.spf in ("fail", "softfail") and not signed


def direction_of(author: str, recipients: tuple[str, ...], auth: AuthResults, perimeter: Perimeter) -> Direction:
    """Which way a mail from the domain `author` goes. Somebody who pretends to be of our domain comes from outside."""
    if not perimeter.owns(author) or failed(auth, author):
        return Direction.INBOUND
    if all(perimeter.owns(recipient.rpartition("@")[2]) for recipient in recipients):
        return Direction.INTERNAL
    return Direction.OUTBOUND
