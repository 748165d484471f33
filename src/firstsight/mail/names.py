"""Names made comparable: people, networks, brands. Each is a pure mapping from what strangers write to a short key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from firstsight.mail.domains import registrable

SHORTEST_NAME = 5
"""Shorter display names ("Info", "Bob") belong to too many people to say anything."""

_WORDS = re.compile(r"[^\W\d_]+", re.UNICODE)
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}", re.IGNORECASE)


@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """A display name as a key: letters only, case folded, words sorted, so that "Gomez, Ana" is "ana gomez"; "" if
    short.

    >>> name_key("Gomez, Ana (Finance)"), name_key("Bob")
    ('ana finance gomez', '')
    """
    words = sorted(_WORDS.findall(unicodedata.normalize("NFKC", name[:200]).casefold()))
    key = " ".join(words)
    return key if len(key) >= SHORTEST_NAME and len(words) > 1 else ""


def network_of(ip: str) -> str:
    """The /24 of an IPv4 address, the /48 of an IPv6 address, "" for anything else.

    >>> network_of("192.0.2.77"), network_of("2001:db8:1:2::3"), network_of("x")
    ('192.0.2.0/24', '2001:db8:1::/48', '')
    """
    if ip.count(".") == 3 and ":" not in ip:
        return f"{ip.rpartition('.')[0]}.0/24"
    if ":" in ip:
        head = ip.partition("::")[0].split(":")[:3]
        return f"{':'.join(part for part in head if part)}::/48"
    return ""


def brand_of(text: str) -> str:
    """What a link's text names: the label of a domain in it, or a single proper name of five letters or more; else "".

    >>> brand_of("www.paypal.com/login"), brand_of("DocuSign"), brand_of("click here")
    ('paypal', 'docusign', '')
    """
    if not text or len(text) > 100:
        return ""
    found = _DOMAIN.search(text) if "." in text else None
    if found:
        return registrable(found.group().lower()).partition(".")[0]
    word = text.strip()
    if 5 <= len(word) <= 20 and word.isalpha() and word[0].isupper():
        return word.casefold()
    return ""
