"""What a link does to be read as another: names before an @, borrowed names, numbers for a name, URLs inside URLs.

Source: WHATWG URL 4.4 (what a browser asks for); RFC 3986, section 7.6 (semantic attacks).
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address, ip_network
from urllib.parse import unquote

from firstsight.mail.domains import registrable
from firstsight.mail.unwrap.wrapper import as_text, from_base64, host_of
from firstsight.mail.urls.lists import words
from firstsight.mail.urls.popularity import is_known
from firstsight.mail.urls.scripts import is_disguised

TRICKS = {
    "userinfo": "a name of a place stands before an @, where only a user belongs",
    "punycode": "its name has letters outside ASCII",
    "mixed-script": "its name is written to be read as another: scripts are mixed, or letters pass for ASCII ones",
    "ip-host": "an address stands where a name belongs, or in a name that a machine has by default",
    "odd-port": "it leads to a port where web servers are rarely",
    "borrowed-name": "a well-known name stands before the one that counts",
    "long-host": "its name is too long to be seen whole",
    "encoded-host": "its name is written in escapes, odd letters or numbers",
    "nested-url": "it holds the URL of another place",
    "open-redirect": "a well-known site is asked to send on to another place",
}
"""Every trick, with what it is."""

LONG_USER = 40
"""Characters before an @ that push the host out of sight of a status line."""

LONG_HOST = 64
"""Characters of a host beyond which a narrow screen shows only its beginning."""

PORTS = frozenset({"80", "443", "8000", "8080", "8443"})
"""Ports on which web servers are commonly reached. Source: IANA service names (http, https, http-alt, pcsync-https)."""

SHORTEST_BORROWED = 3
"""Letters of a name that can be borrowed; shorter ones stand in too many hosts by chance."""

MAX_NESTED = 4
"""URLs inside one URL that are looked at."""

MAX_TAIL = 2_048
"""Characters behind the host that are looked at."""

REDIRECTS = words(
    "url u uri link href to target dest destination redirect redirect_url redirect_uri redirecturl redir return rurl "
    "returnurl return_url returnto return_to goto go next continue continueurl forward out q r l ru location"
)
"""Query names by which sites are told where to send a visitor. Source: CWE-601 and public write-ups of redirects."""

_AUTHORITY = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]{0,30}:)?[/\\]{0,8}([^/\\?#]*)")
_NUMBERED = re.compile(r"(?<!\d)(?:\d{1,3}[.-]){3}\d{1,3}(?!\d)")
_NAME = re.compile(r"[\w-]{1,63}\.[a-z]{2,24}", re.IGNORECASE)
_NESTED = re.compile(r"(?:https?|ftp)(?::|%(?:25){0,3}3a)(?:/|\\|%(?:25){0,3}2f|%(?:25){0,3}5c){2}", re.IGNORECASE)
_ENCODED = re.compile(r"aHR0c[A-Za-z0-9+/_-]{8,1000}")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|ico|webp)\Z", re.IGNORECASE)
_DECODINGS = 4

_INSIDE = [
    ip_network(network)
    for network in words(
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16 "
        "::/128 ::1/128 fc00::/7 fe80::/10"
    )
]
"""Addresses that lead nowhere but to one's own network. Source: RFC 6890."""


@lru_cache(maxsize=16_384)
def host_tricks(host: str) -> tuple[str, ...]:
    """Tricks of a host name in lower case.

    >>> host_tricks("192.0.2.7"), host_tricks("paypal.com.evil.example"), host_tricks("www.example.com")
    (('ip-host',), ('borrowed-name',), ())
    """
    if kind := _address(host):
        return () if kind == "inside" else ("ip-host",)
    found = []
    if _NUMBERED.search(host):
        found.append("ip-host")
    if "xn--" in host or not host.isascii():
        found.append("punycode")
        if is_disguised(host):
            found.append("mixed-script")
    if _borrows(host):
        found.append("borrowed-name")
    if len(host) > LONG_HOST:
        found.append("long-host")
    return tuple(found)


def _address(host: str) -> str:
    """inside, outside, or "" for a name."""
    if not (":" in host or host[-1:].isdigit()):
        return ""
    try:
        address = ip_address(host)
    except ValueError:
        return ""
    return "inside" if any(address in network for network in _INSIDE) else "outside"


def _borrows(host: str) -> bool:
    """Whether the labels before the public suffix hold a well-known domain, its dot kept or written as a dash."""
    domain = registrable(host)
    suffix = domain.partition(".")[2]
    before = host.removesuffix(f".{suffix}") if suffix else ""
    if "." not in before and "-" not in before:
        return False
    labels = before.split(".")[-8:]
    pairs = [(name, ".".join(rest)) for name, *rest in _windows(labels)]
    for label in labels:
        if "-" in label:
            pairs.extend((name, ".".join(rest)) for name, *rest in _windows(label.split("-")[-8:]))
    return any(len(name) >= SHORTEST_BORROWED and is_known(f"{name}.{rest}") for name, rest in pairs)


def _windows(labels: list[str]) -> list[list[str]]:
    """Two and three neighbours each."""
    return [labels[at : at + size] for size in (2, 3) for at in range(len(labels) - size + 1)]


def written_tricks(written: str, host: str) -> tuple[str, ...]:
    """Tricks in how the host is written: as escapes, odd letters or numbers that become another text.

    >>> written_tricks("http://%65vil.example/", "evil.example"), written_tricks("http://evil.example/", "evil.example")
    (('encoded-host',), ())
    """
    found = _AUTHORITY.match(written.strip())
    place = found[1].rpartition("@")[2] if found else ""
    if place.startswith(host) or place[:1] == "[" or not place:
        return ()
    lower = place.lower()
    if lower.startswith(host) or "xn--" in host:
        return ()
    return ("encoded-host",) if "%" in place or not place.isascii() or host[-1:].isdigit() else ()


def target_tricks(target: str, domain: str) -> tuple[str, ...]:
    """Tricks in the rest of a URL as `links.resolve` writes it; `domain` is the registrable one of its host.

    >>> target_tricks("https://www.paypal.com@evil.example:4444/", "evil.example")
    ('userinfo', 'odd-port')
    >>> target_tricks("https://paypal.com/go?url=https%3A%2F%2Fevil.example%2F", "paypal.com")
    ('nested-url', 'open-redirect')
    """
    start = target.find("://") + 3
    end = target.find("/", start)
    authority, tail = (target[start:], "") if end < 0 else (target[start:end], target[end : end + MAX_TAIL])
    found: list[str] = []
    if "@" in authority:
        user, _, authority = authority.rpartition("@")
        if len(user) > LONG_USER or _NAME.search(unquote(user)):
            found.append("userinfo")
    if ":" in authority:
        port = authority.rpartition(":")[2]
        if port.isdigit() and port not in PORTS and not host_is_inside(authority[: -len(port) - 1]):
            found.append("odd-port")
    if "http" in tail or "HTTP" in tail or "aHR0c" in tail or "ftp" in tail:
        found.extend(_nested(tail, domain))
    return tuple(found)


@lru_cache(maxsize=4_096)
def host_is_inside(host: str) -> bool:
    """Whether a host is one of the own network: a single label, or an address that leads nowhere else."""
    host = host.strip("[]")
    return ("." not in host and ":" not in host) or _address(host) == "inside"


def _nested(tail: str, domain: str) -> tuple[str, ...]:
    """Whether a path, query or fragment holds the URL of another domain, and whether it is asked to go there."""
    nested = redirect = False
    for at, inner in _inner(tail):
        host = host_of(inner)
        if not host or registrable(host) == domain or _PICTURE.search(inner):
            continue
        nested = True
        name = re.split(r"[?&;]", tail[:at])[-1] if "?" in tail[:at] else ""
        redirect |= name.endswith("=") and name[:-1].lower() in REDIRECTS
    return (*(("nested-url",) if nested else ()), *(("open-redirect",) if redirect and is_known(domain) else ()))


def _inner(tail: str) -> list[tuple[int, str]]:
    """Where the URLs in it begin, and the URLs, plain, percent-encoded or Base64."""
    found: list[tuple[int, str]] = []
    for match in _NESTED.finditer(tail):
        if len(found) == MAX_NESTED:
            break
        inner = tail[match.start() :]
        for _ in range(_DECODINGS):
            if "%" not in inner[:24]:
                break
            inner = unquote(inner)
        found.append((match.start(), re.split(r"[&\s]", inner)[0]))
    for match in _ENCODED.finditer(tail):
        if len(found) >= 2 * MAX_NESTED:
            break
        whole = match[0][: len(match[0]) // 4 * 4]
        found.append((match.start(), as_text(from_base64(whole))))
    return found
