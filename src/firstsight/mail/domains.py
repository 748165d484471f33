"""Registrable domains: the part of a host name that somebody registered.

Source: the Public Suffix List, private section included (a page at github.io belongs to its user, not to GitHub).
"""

from __future__ import annotations

import re
from functools import lru_cache

from publicsuffixlist import PublicSuffixList

_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}\Z|\[?[0-9a-f:.]*:[0-9a-f:.]*\]?\Z")


LONGEST_HOST = 255
"""RFC 1035, section 2.3.4. A longer one is no host name; its end is kept, as a name of its own."""


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=16_384)
def registrable(host: str) -> str:
    """The registrable domain of a host name in lower case; an IP address, a bare suffix and a single label stay.

    >>> registrable("www.shop.example.co.uk"), registrable("jane.github.io"), registrable("192.0.2.7")
    ('example.co.uk', 'jane.github.io', '192.0.2.7')
    """
    if len(host) > LONGEST_HOST:
        return host[-LONGEST_HOST:]
    host = host.rstrip(".")
    if not host or _ADDRESS.match(host):
        return host
    found: str | None = _suffixes().privatesuffix(host)
    return found or host
