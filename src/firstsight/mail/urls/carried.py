"""Links that carry the address of who gets them: plain, percent-encoded, in Base64 or in hexadecimal digits.

Whoever mails many people writes such links to know who clicked, and pages that ask for a password fill the address into
their form. Ordinary newsletters do it too.
Source: RFC 4648 (Base64 and its alphabet for URLs).
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache

MOST_RECIPIENTS = 20
"""Recipients of one message that are looked for; mail that carries an address goes to one of them at a time."""

SHORTEST = 6
"""Characters of an address that are looked for: a@b.de. The parts in Base64 and digits are longer."""

MOST_PLACES = 8
"""Places in one link where an address is looked at."""

_ESCAPE = re.compile(r"%[0-9a-f]{2}")

_JOINTS = ("@", "%40", "%2540", "=", "%3d", "_at_", "/")
"""What stands between local part and domain: the address, encoded once and twice; as return paths have it
(jane=corp.example); and two ways in which sites write addresses into a path."""


@lru_cache(maxsize=256)
def _plain(recipients: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each domain with the ways in which addresses at it are written in lower case."""
    ways: dict[str, list[str]] = {}
    for address in recipients[:MOST_RECIPIENTS]:
        local, _, domain = address.rpartition("@")
        if local and domain and len(address) >= SHORTEST:
            ways.setdefault(domain, []).extend(f"{local}{joint}{domain}" for joint in _JOINTS)
    return tuple((domain, tuple(each)) for domain, each in ways.items())


def _whole(lower: str, way: str) -> bool:
    """Whether an address stands there by itself, at one of its first places: a Message-ID may end in one, and a name
    may go on."""
    at = lower.find(way)
    for _ in range(MOST_PLACES):
        if at < 0:
            return False
        before, after = lower[:at], lower[at + len(way) : at + len(way) + 1]
        alone = not before or not (before[-1].isalnum() or before[-1] in ".-+") or _ESCAPE.fullmatch(before[-3:])
        if alone and not (after.isalnum() or after == "-"):
            return True
        at = lower.find(way, at + 1)
    return False


@lru_cache(maxsize=256)
def _opaque(recipients: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parts of Base64 in which the addresses must show, at each of three offsets; and their digits in lower case."""
    parts: list[str] = []
    digits: list[str] = []
    for address in recipients[:MOST_RECIPIENTS]:
        if len(address) < SHORTEST or "@" not in address:
            continue
        octets = address.encode("utf-8", "replace")
        digits.append(octets.hex())
        for offset in range(3):
            whole = b64encode(b"\0" * offset + octets).decode("ascii").rstrip("=")
            first = (0, 2, 3)[offset]
            last = len(whole) if (offset + len(octets)) % 3 == 0 else len(whole) - 1
            part = whole[first:last]
            parts.append(part)
            if "+" in part or "/" in part:
                parts.append(part.replace("+", "-").replace("/", "_"))
    return tuple(parts), tuple(digits)


def carries(tail: str, recipients: tuple[str, ...]) -> bool:
    """Whether the part of a URL behind its host holds the address of a recipient (lower case).

    >>> carries("/?e=Jane%40corp.example", ("jane@corp.example",))
    True
    >>> carries("/#amFuZUBjb3JwLmV4YW1wbGU", ("jane@corp.example",)), carries("/a/b", ("jane@corp.example",))
    (True, False)
    """
    if len(tail) <= SHORTEST or not recipients:
        return False
    lower = tail.lower()
    for domain, ways in _plain(recipients):
        if domain in lower and any(way in lower and _whole(lower, way) for way in ways):
            return True
    parts, digits = _opaque(recipients)
    return any(part in tail for part in parts) or any(each in lower for each in digits)
