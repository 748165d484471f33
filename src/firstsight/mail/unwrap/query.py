"""Gateways that put the target into one parameter of the query: a table, one row a gateway.

Source: the public form of each gateway's links; see `tests/corpus/links/query.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import Struct

from firstsight.mail.unwrap.wrapper import (
    Layer,
    Place,
    address_in,
    as_text,
    closed,
    from_base64,
    host_is,
    opened,
    place,
    told,
)


class Gateway(Struct, frozen=True):
    """How one gateway wraps."""

    name: str
    hosts: tuple[str, ...]
    """Patterns of `host_is`."""

    path: str
    """A regular expression that the path begins with."""

    parameter: str = ""
    """The parameter with the target, in lower case; "" where the whole link is opaque."""

    base64: bool = False
    """Whether the target is base64, not percent-encoded."""

    hint: str = ""
    """The parameter that names the host of the target."""

    leaks: tuple[tuple[str, str], ...] = ()
    """(kind, parameter) of what is said of the recipient in clear text."""

    tokens: tuple[tuple[str, str], ...] = ()
    """(kind, parameter) of the same in base64."""

    always: bool = True
    """Whether every link of this shape is wrapped, so that one without its parameter is one that cannot be opened."""


GATEWAYS = (
    Gateway("barracuda", ("linkprotect.cudasvc.com",), "/url", "a"),
    Gateway(
        "sophos",
        ("*.protection.sophos.com",),
        "/",
        "u",
        base64=True,
        hint="d",
        tokens=(("customer", "i"),),
    ),
    Gateway(
        "trendmicro",
        ("*-ctp.trendmicro.com", "*-urlprotect.trendmicro.com", "*.urlprotect.trendmicro.com"),
        "/wis/clicktime/",
        "url",
        leaks=(("message", "umid"),),
    ),
    Gateway("trendmicro", ("*.check.trendmicro.com",), "/", "url"),
    Gateway(
        "fireeye",
        ("protect.fireeye.com", "protect*.fireeye.com", "protect*.trellix.com"),
        r"/(?:v\d+/)?url",
        "u",
        leaks=(("message", "e"),),
    ),
    Gateway("zix", ("link.zixcentral.com",), "/u/", "u"),
    Gateway("edgepilot", ("link.edgepilot.com",), "/s/", "u"),
    Gateway("symantec", ("clicktime.symantec.com",), "/", "u"),
    Gateway("checkpoint", ("*.url-protection.com",), r"/v1/(?:r\d+/)?url", "o"),
    Gateway("hornetsecurity", ("atpscan.global.hornetsecurity.com",), "/", "u"),
    Gateway("vade", ("antiphishing.vadesecure.com",), r"/v\d+", "u"),
    Gateway(
        "vade",
        tuple(f"{suite}.{region}.vadesecure.com" for suite in ("m365", "gws") for region in ("eu", "us")),
        r"/safeproxy/v\d+",
        "u",
    ),
    Gateway("mailinblack", ("*.mailinblack.com",), "/securelink", "url", tokens=(("recipient", "key"),)),
    Gateway("libraesva", ("urlsand.esvalabs.com",), "/", "u"),
    Gateway("trustwave", ("scanmail.trustwave.com",), "/", "u", leaks=(("customer", "c"),)),
    Gateway("topsec", ("scanner.topsec.com",), "/", "u", hint="d"),
    Gateway("titanhq", ("linklock.titanhq.com",), "/analyse", "url"),
    Gateway("intermedia", ("url.emailprotection.link",), "/"),
    Gateway("darktrace", ("*.antigena.com",), "/l/"),
    Gateway("forcepoint", ("mailcontrol.com", "*.mailcontrol.com"), "/sr/"),
    Gateway("azure", ("emails.azure.microsoft.com",), "/redirect", "destination", always=False),
    Gateway("facebook", ("l.facebook.com", "lm.facebook.com"), r"/l\.php", "u", always=False),
    Gateway("facebook", ("l.instagram.com", "l.messenger.com"), "/", "u", always=False),
    Gateway("linkedin", ("linkedin.com", "*.linkedin.com"), r"/safety/go|/redir/redirect", "url", always=False),
)
"""Every gateway of this shape."""


def unwrap_query(url: str) -> Layer | None:
    """The layer of a gateway of the table.

    >>> unwrap_query("https://linkprotect.cudasvc.com/url?a=http%3a%2f%2fwww.example.com%2f&c=E,1,x").target
    'http://www.example.com/'
    """
    where = place(url)
    for gateway in _BY_DOMAIN.get(_domain(where.host), ()):
        if host_is(where.host, *gateway.hosts) and re.match(gateway.path, where.path or "/"):
            return _layer(gateway, where)
    return None


def _layer(gateway: Gateway, where: Place) -> Layer | None:
    raw = where.raw(gateway.parameter) if gateway.parameter else ""
    hint = where.value(gateway.hint) if gateway.hint else ""
    leaks = told(*_leaks(gateway, where))
    if not raw:
        return closed(gateway.name, hint, leaks) if gateway.always else None
    text = unquote(raw)
    return opened(gateway.name, as_text(from_base64(text)) if gateway.base64 else text, leaks, hint=hint)


def _leaks(gateway: Gateway, where: Place) -> Iterator[tuple[str, str]]:
    for kind, parameter in gateway.leaks:
        yield kind, where.value(parameter)
    for kind, parameter in gateway.tokens:
        token = as_text(from_base64(where.value(parameter)))
        if kind == "recipient":
            token = address_in(token)
        yield kind, token
    # Some gateways carry the recipient in a parameter of its own; the one with the target speaks of somebody else.
    for name, value in where.query:
        if name != gateway.parameter and ("@" in value or "%40" in value):
            yield "recipient", address_in(unquote(value))


def _domain(host: str) -> str:
    """The last two labels: every host of the table has exactly these to itself."""
    return ".".join(host.split(".")[-2:])


def _by_domain() -> dict[str, tuple[Gateway, ...]]:
    rows: dict[str, tuple[Gateway, ...]] = {}
    for gateway in GATEWAYS:
        for domain in dict.fromkeys(map(_domain, gateway.hosts)):
            rows[domain] = (*rows.get(domain, ()), gateway)
    return rows


_BY_DOMAIN = _by_domain()
