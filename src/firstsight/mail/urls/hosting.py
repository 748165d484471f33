"""Whose house a link leads to, where the name of the host says nothing of who put the page there.

A place is told by its host, the longest known name first; a few houses are told apart by the beginning of the path.
What the lists do not name is a free host if it stands below a suffix of the private section of the Public Suffix List.
"""

from __future__ import annotations

import re
from functools import lru_cache

from firstsight.mail.domains import registrable
from firstsight.mail.urls.lists import own, private_suffixes, warned

PLACES = {
    "shortener": "a short name that shows nothing of where it leads",
    "redirector": "a service that sends clicks on, or shows any page under its own name",
    "form-builder": "a service where anybody makes a form",
    "file-host": "a service where anybody puts a file or a document",
    "free-hosting": "a service where anybody puts a page",
    "link-in-bio": "a page of links, made by anybody",
    "ipfs": "a gateway to content that nobody can take down",
    "dynamic-dns": "a name that moves with somebody's address",
}
"""Every kind of house, with what it is."""

SHARED = frozenset(PLACES) - {"redirector"}
"""Houses of which the whole host is to be looked at: the registrable domain is that of the house."""

LABELS = 8
"""Labels of a host that are looked up, counted from the right."""

_CLICKS = re.compile(r"/(?:ls|wf)/click\?upn=|/c/eJ[\w-]{40}|/track/click/\d|/pub/cc\?_ri_=|/r/\?id=h[0-9a-f]{6}")
"""Paths by which clicks are counted under the names of customers. Source: the public form of the links of SendGrid,
Mailgun (zlib in Base64), Mandrill, Responsys and Adobe Campaign."""

_CONTENT = re.compile(r"/ip[fn]s/[A-Za-z0-9]{20,}|/ip[fn]s/[\w.-]+\.eth\b")


@lru_cache(maxsize=1)
def _houses() -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """Host -> kind, and host -> (beginning of the path, kind) where that decides."""
    sure = warned("dynamic-dns") & private_suffixes()
    lists = [
        (sure, "dynamic-dns"),
        (warned("public-ipfs-gateways"), "ipfs"),
        (warned("link-in-bio"), "link-in-bio"),
        (warned("url-shortener"), "shortener"),
        *((own(kind), kind) for kind in ("dynamic-dns", "free-hosting", "file-host", "shortener", "redirector")),
        (own("form-builder"), "form-builder"),
    ]
    hosts: dict[str, str] = {}
    paths: dict[str, list[tuple[str, str]]] = {}
    for names, kind in lists:
        for name in names:
            host, slash, path = name.partition("/")
            if slash:
                paths.setdefault(host, []).append((f"/{path}", kind))
            else:
                hosts[host] = kind
    for name in own("closed"):
        hosts.pop(name, None)
    return hosts, paths


@lru_cache(maxsize=16_384)
def _house(host: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The kind of a host, "" for none, and the beginnings of paths that tell it better."""
    hosts, paths = _houses()
    labels = host.split(".")[-LABELS:]
    for start in range(len(labels) - 1):
        name = ".".join(labels[start:])
        if name in hosts or name in paths:
            return hosts.get(name, ""), tuple(paths.get(name, ()))
    return ("free-hosting" if _below_private(host) else ""), ()


def _below_private(host: str) -> bool:
    """Whether a host is, or stands below, a suffix of the private section where names are given away."""
    domain = registrable(host)
    suffix = domain if domain in private_suffixes() else domain.partition(".")[2]
    if not suffix or suffix in own("registered"):
        return False
    return suffix in private_suffixes() or f"*.{suffix.partition('.')[2]}" in private_suffixes()


def place_of(host: str, path: str = "/") -> str:
    """The kind of house that a link leads to, a word of `PLACES`, "" for a host that speaks for itself.

    `path` is what stands behind the host, slash first.

    >>> place_of("bit.ly"), place_of("jane.github.io"), place_of("www.example.com")
    ('shortener', 'free-hosting', '')
    >>> place_of("docs.google.com", "/forms/d/e/x"), place_of("docs.google.com", "/document/d/x")
    ('form-builder', 'file-host')
    """
    kind, beginnings = _house(host)
    for beginning, better in beginnings:
        if path.startswith(beginning):
            return better
    if not kind and _CLICKS.match(path):
        return "redirector"
    if not kind and "/ip" in path and _CONTENT.match(path):
        return "ipfs"
    return kind
