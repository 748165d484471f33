"""What can be seen of a link itself, whoever sends it: tricks with its name, whose house it is, whom it names.

A trait is an observation and no verdict: newsletters count clicks, colleagues share files, and each is told here.
"""

from __future__ import annotations

from firstsight.mail.links import resolve
from firstsight.mail.urls.carried import carries
from firstsight.mail.urls.hosting import PLACES, place_of
from firstsight.mail.urls.mismatch import misleads
from firstsight.mail.urls.tricks import TRICKS, host_tricks, target_tricks, written_tricks
from firstsight.model import Link

TRAITS: dict[str, str] = {
    **TRICKS,
    "text-mismatch": "the text beside it names another place than it leads to",
    "recipient-in-link": "it carries the address of a recipient, plain or encoded",
    **PLACES,
}
"""Every word that may be said of a link, with what it means."""


def traits_of(link: Link, recipients: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The traits of a link, in the order of `TRAITS`; `recipients` are addresses that it may carry (lower case).

    Nothing is said of pictures, which nobody clicks, and of what no browser opens. Of a link in a wrapper that only its
    maker can open, only what the host shows that the wrapper names.
    """
    host = link.host
    target = link.target
    if not host or link.place == "image" or not target.startswith(("http", "ftp:")):
        return ()
    if link.wrapped_by:
        _, outer, target = resolve(target)
        if outer != host:
            return _in_order({*host_tricks(host), place_of(host)})
        if target == resolve(link.href)[2]:
            return ()
    tail = _tail(target)
    found = {*host_tricks(host), *target_tricks(target, link.domain), place_of(host, tail)}
    found.update(written_tricks(link.target if link.wrapped_by else link.href, host))
    if link.text and "redirector" not in found and misleads(link.text, link.domain, link.href):
        found.add("text-mismatch")
    if recipients and carries(tail, recipients):
        found.add("recipient-in-link")
    return _in_order(found)


def _tail(target: str) -> str:
    """What stands behind the host of a target, slash first."""
    start = target.find("/", target.find("://") + 3)
    return target[start:] if start >= 0 else "/"


def _in_order(found: set[str]) -> tuple[str, ...]:
    found.discard("")
    return tuple(word for word in TRAITS if word in found) if found else ()


__all__ = ["PLACES", "TRAITS", "TRICKS", "traits_of"]
