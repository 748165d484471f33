"""Mimecast URL Protect: the token opens only at Mimecast; `domain=` names the host, `url=` is rare.

Source: the public form of the links.
"""

from __future__ import annotations

import re

from firstsight.mail.unwrap.wrapper import Layer, closed, host_is, opened, place

_HOSTS = ("protect*.mimecast.com", "url.*.mimecast.com", "mimecastprotect.com", "*.mimecastprotect.com")


def unwrap_mimecast(url: str) -> Layer | None:
    """The layer of Mimecast, as a rule without a target.

    >>> unwrap_mimecast("https://url.us.m.mimecastprotect.com/s/abc123?domain=www.example.com").host
    'www.example.com'
    """
    where = place(url)
    if not host_is(where.host, *_HOSTS) or not re.match(r"/[rs]/", where.path):
        return None
    hint = where.value("domain")
    return opened("mimecast", where.value("url"), hint=hint) if where.raw("url") else closed("mimecast", hint)
