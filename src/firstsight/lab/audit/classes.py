"""Where a rewritten link leads, in six classes that sum to the whole. Anybody can count them from the verdicts.

Asked in this order, of the link's host and its registrable domain; the first that holds is the class:

- `unknown`: where it leads cannot be told: only the gateway knows, or the link was cut on the way inside its host, or
  the host is a bare word such as localhost, or the message held so many link domains that this one was not looked up.
- `own`: the host is a domain of the organisation or below one.
- `known`: the organisation's mail had links to the domain on at least three days of late: c >= `KNOWN_DAYS`.
- `popular`: the domain is among the ten thousand most visited (`mail.urls.popularity`), and the host is none where
  anybody may put a page, a file or a short link (`mail.urls.hosting`): there a known name says nothing.
- `seldom`: it had links to it before, on fewer days or longer ago: 0 < c < `KNOWN_DAYS`.
- `new`: never, before that day: c = 0.

c is the count of the relation `mail.link_domain_for_org` at the level of the organisation, as it stands in the verdict:
the days on which mail that was not locked or held had a link to the domain, each weighing 2^(-age in days / 90), as of
the midnight before the message came. So the first links to a domain are `new` all day, and nothing is known from later.

*Needless* rewriting is that of `own`, `known` and `popular`; *anomalous* are the `new` ones; `seldom` and `unknown` are
neither.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from firstsight.mail.urls.hosting import place_of
from firstsight.mail.urls.popularity import is_popular
from firstsight.model import Surprise
from firstsight.relations.relation import bounded

KNOWN_DAYS = 2.5
"""Decayed days from which a link domain is well known: three days of the last three weeks, or more of longer ago."""

RELATION = "mail.link_domain_for_org"
"""The relation that counts the days of a link domain."""


class Class(StrEnum):
    """Where a rewritten link leads, the most harmless first."""

    OWN = "own"
    KNOWN = "known"
    POPULAR = "popular"
    SELDOM = "seldom"
    UNKNOWN = "unknown"
    NEW = "new"


NEEDLESS = frozenset({Class.OWN, Class.KNOWN, Class.POPULAR})
"""Classes of links that could have been left as they were."""

WORDS = {
    Class.OWN: "own domains",
    Class.KNOWN: "well known here",
    Class.POPULAR: "well known everywhere",
    Class.SELDOM: "seldom seen here",
    Class.UNKNOWN: "cannot be told",
    Class.NEW: "never seen before",
}
"""The classes as people read them."""


def class_of(host: str, domain: str, seen: Mapping[str, float], own: Collection[str]) -> Class:
    """The class of a link to `host`, `domain` being the registrable one; both "" where they cannot be told.

    `seen` is that of `days_seen`, `own` the organisation's domains in lower case.
    """
    if not host:
        return Class.UNKNOWN
    if is_own(host, own):
        return Class.OWN
    if "." not in host and ":" not in host:
        return Class.UNKNOWN
    days = seen.get(bounded(domain))
    if days is not None and days >= KNOWN_DAYS:
        return Class.KNOWN
    if is_popular(domain) and not place_of(host):
        return Class.POPULAR
    if days is None:
        return Class.UNKNOWN
    return Class.SELDOM if days > 0.0 else Class.NEW


def days_seen(surprises: Iterable[Surprise]) -> dict[str, float]:
    """The link domains of one message with the decayed days on which the organisation had met each before."""
    return {s.observation.value: s.counts[-1].c for s in surprises if s.observation.relation == RELATION and s.counts}


def is_own(host: str, own: Collection[str]) -> bool:
    """Whether a host in lower case is one of these domains or below one.

    >>> is_own("www.corp.example", {"corp.example"}), is_own("notcorp.example", {"corp.example"})
    (True, False)
    """
    while host:
        if host in own:
            return True
        host = host.partition(".")[2]
    return False
