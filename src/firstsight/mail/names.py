"""Names made comparable: people, networks, brands. Each is a pure mapping from what strangers write to a short key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address

from firstsight.mail.domains import registrable
from firstsight.mail.likeness.skeleton import skeleton

SHORTEST_NAME = 5
"""Shorter display names ("Info", "Bob") belong to too many people to say anything."""

_WORDS = re.compile(r"[^\W\d_]+", re.UNICODE)
_ASIDE = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]|(?:\s[|/\u2013\u2014-]|\svia)\s.*", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24})(?![\w@-])", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}", re.IGNORECASE)


_AROUND = """
    ba bsc ceo cfo cio ciso coo cto cpa dipl dr esq evp herr frau ii iii ing jr lic llm mag mba md mr mrs ms msc phd
    prof sir sr svp vp
"""
TITLES = frozenset(_AROUND.split())
"""Words around a person's name that do not make it another one: forms of address, degrees, offices of a company."""

LONGEST_NAME = 200
"""Characters of a display name that are looked at."""


def name_key(name: str) -> str:
    """A display name as a key: letters only, case folded, words sorted, so that "Gomez, Ana" is "ana gomez"; "" if
    short.

    >>> name_key("Gomez, Ana (Finance)"), name_key("Bob")
    ('ana finance gomez', '')
    """
    return _key_of(name[:LONGEST_NAME])


@lru_cache(maxsize=16_384)
def _key_of(name: str) -> str:
    """The key of a name that is short enough to be remembered."""
    seen = "".join(letter for letter in name if unicodedata.category(letter) != "Cf")  # zero-width: nobody sees them
    words = sorted(_WORDS.findall(unicodedata.normalize("NFKC", seen).casefold()))
    key = " ".join(words)
    return key if len(key) >= SHORTEST_NAME and len(words) > 1 else ""


def name_likeness(name: str) -> str:
    """What a reader takes a person's name for: as `name_key`, but accents, look-alike letters and asides are gone.

    Words of one letter (initials) and titles are left out, and so is what stands in brackets, behind a dash, a bar or
    "via". Names with the same likeness are taken for one person; "" where fewer than two words are left.

    >>> name_likeness("Lindqvist, Grace M.") == name_likeness("Gr\u0430ce Lindqv\u00edst (CFO)")
    True
    >>> name_likeness("Grace Lindqvist via Docs") == name_likeness("Grace Lindqvist"), name_likeness("Grace L.")
    (True, '')
    """
    return _likeness_of(name[:LONGEST_NAME])


@lru_cache(maxsize=16_384)
def _likeness_of(name: str) -> str:
    """The likeness of a name that is short enough to be remembered."""
    bare = _ASIDE.sub(" ", name)
    seen = "".join(letter for letter in bare if unicodedata.category(letter) != "Cf")
    found = _WORDS.findall(unicodedata.normalize("NFKC", seen))
    words = [skeleton(word) for word in found if len(word) > 1 and word.casefold() not in TITLES]
    key = " ".join(sorted(words))
    return key if len(key) >= SHORTEST_NAME and len(words) > 1 else ""


def address_domain_in(name: str) -> str:
    """The domain in lower case of the first mail address that a display name shows, "" if it shows none.

    >>> address_domain_in("ceo@corp.example"), address_domain_in("Ana <ana@Corp.example> via List")
    ('corp.example', 'corp.example')
    """
    if "@" not in name:
        return ""
    found = _ADDRESS.search(name[:LONGEST_NAME])
    return found[1].lower() if found else ""


def network_of(ip: str) -> str:
    """The /24 of an IPv4 address, the /48 of an IPv6 address, "" for anything else.

    >>> network_of("192.0.2.77"), network_of("2001:db8:1:2::3"), network_of("x")
    ('192.0.2.0/24', '2001:db8:1::/48', '')
    """
    try:
        address = ip_address(ip)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return str(IPv6Network((int(address), 48), strict=False))
        address = address.ipv4_mapped  # what a dual-stack server calls an IPv4 client (RFC 4291, section 2.5.5.2)
    return str(IPv4Network((int(address), 24), strict=False))


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
