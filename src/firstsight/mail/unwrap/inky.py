"""INKY: `shared.outlook.inky.com/link?domain=&t=h.<base64 of zlib of JSON>.<signature>`; the JSON holds it all.

Source: the public form of the links.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from firstsight.mail.unwrap.wrapper import Layer, from_base64, host_is, inflated, opened, place, told


class Token(Struct, frozen=True):
    """What is read of the JSON of a token."""

    url: str = ""
    """The target."""

    e: str | None = None
    """Who got the mail."""


def unwrap_inky(url: str) -> Layer | None:
    """The layer of INKY.

    >>> found = unwrap_inky("https://shared.outlook.inky.com/link?domain=example.com&t=h.eJyrViotylGyUsooKSko"
    ...     "ttLXT61IzC3ISdVLzs_VT1TSUUoFymUl5qU6JOcXFehBZZVqAQWjEsE.sig")
    >>> found.target, found.leaks
    ('https://example.com/a', (('recipient', 'jane@corp.example'),))
    """
    where = place(url)
    if not host_is(where.host, "*.inky.com") or not where.path.startswith("/link"):
        return None
    _, _, sealed = where.value("t").partition(".")
    token = _token(from_base64(sealed.partition(".")[0]))
    return opened("inky", token.url, told(("recipient", token.e or "")), hint=where.value("domain"))


def _token(octets: bytes) -> Token:
    try:
        return msgspec.json.decode(inflated(octets) or octets, type=Token)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return Token()
