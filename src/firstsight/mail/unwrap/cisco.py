"""Cisco Secure Email: `secure-web.cisco.com/<token>/<percent-encoded URL>`; the token alone says nothing.

Source: the public form of the links.
"""

from __future__ import annotations

from urllib.parse import unquote

from firstsight.mail.unwrap.wrapper import Layer, closed, host_is, opened, place


def unwrap_cisco(url: str) -> Layer | None:
    """The layer of Cisco Secure Email.

    >>> unwrap_cisco("https://secure-web.cisco.com/1ZW75/https%3A%2F%2Fwww.example.com%2Fa").target
    'https://www.example.com/a'
    """
    where = place(url)
    if not host_is(where.host, "secure-web.cisco.com", "secure-web-*.cisco.com"):
        return None
    _, _, inside = where.path.lstrip("/").partition("/")
    return opened("cisco", unquote(inside)) if inside else closed("cisco")
