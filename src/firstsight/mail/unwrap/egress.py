"""Egress Defend: `links.<region>.defend.egress.com/Warning?...&Base64Url=<base64 of zlib of the URL>`.

Older links have `Data=<base64 of the URL>`; `@OriginalLink` names the host, `Domain` the customer's domain.
Source: the public form of the links.
"""

from __future__ import annotations

from firstsight.mail.unwrap.wrapper import (
    Layer,
    as_text,
    closed,
    from_base64,
    host_is,
    inflated,
    opened,
    place,
    told,
)


def unwrap_egress(url: str) -> Layer | None:
    """The layer of Egress Defend.

    >>> unwrap_egress("https://links.eu1.defend.egress.com/Warning?Domain=corp.example"
    ...     "&Base64Url=eJzLKCkpKLbS10-tSMwtyEnVS87PBQBHvAcl").target
    'https://example.com'
    """
    where = place(url)
    if not host_is(where.host, "*.defend.egress.com"):
        return None
    leaks = told(("customer", where.value("domain")), ("message", where.value("crid")))
    hint = where.value("@originallink")
    octets = from_base64(where.value("base64url") or where.value("data"))
    text = as_text(inflated(octets) or octets)
    return opened("egress", text, leaks, hint=hint) if text else closed("egress", hint, leaks)
