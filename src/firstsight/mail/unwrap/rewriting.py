"""Which links of a message a security gateway had rewritten, whose gateway it was, and where they lead.

A link counts once for each distinct reference in the message, and only where a click can follow it: pictures are left
out. Layers of redirectors (`REDIRECTORS`) alone make no rewritten link.

Rewritten links are long, and mail programs break long lines: what is quoted often holds the beginning of a link only.
Where that ends inside the host, the host is not told: `https://gerrit.pro` is no place that anybody linked to.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from firstsight.mail.domains import registrable
from firstsight.mail.links import MAX_HREF, resolve
from firstsight.mail.unwrap import REDIRECTORS, unwrap
from firstsight.mail.unwrap.proofpoint import V3_END
from firstsight.mail.unwrap.wrapper import Layer, place
from firstsight.model import Link, Message, Rewritten

TARGET_PARAMETERS = {"safelinks": "url", "proofpoint": "u", "barracuda": "a", "sophos": "u", "mailinblack": "url"}
"""The parameter with the target, of gateways whose whole links always have further ones behind it."""


class Rewrite(Struct, frozen=True):
    """One link that a gateway had rewritten."""

    link: Link
    gateway: str
    """The outermost gateway; a redirector around it is passed over."""

    layers: tuple[str, ...]
    """Gateways and redirectors that were taken off, outermost first."""

    target: str
    """Where it leads, cut at `MAX_HREF`; "" where that cannot be told: only the gateway can, or the link is damaged."""

    host: str
    """Host of the target; without a target the one that the wrapping names, "" where it names none."""

    domain: str
    """Registrable domain of `host`."""

    leaks: tuple[tuple[str, str], ...]
    """What the gateways' layers say of those who got it: (kind, value), outermost first, no pair twice."""

    owner: str
    """Domain of the recipient whose gateway it was, in lower case; "" where the outermost gateway does not say."""

    damaged: bool
    """It was cut on the way so early that not even its host can be told."""


def rewrites_of(message: Message) -> Iterator[Rewrite]:
    """The rewritten links in the order of the message, at most `mail.links.MAX_LINKS`."""
    for link in message.links:
        if link.wrapped_by and link.place != "image" and (rewrite := _rewrite(link)):
            yield rewrite


def rewritten_of(message: Message) -> tuple[Rewritten, ...]:
    """The same with links alike counted together: of one gateway and owner, to one host, with the same leaks.

    In the order of the first of each; at most `mail.links.MAX_LINKS`, each of bounded length.
    """
    alike: dict[tuple[str, str, str, tuple[str, ...], str], int] = {}
    for one in rewrites_of(message):
        kinds = tuple(sorted({kind for kind, _ in one.leaks}))
        key = (one.gateway, one.host, one.domain, kinds, one.owner)
        alike[key] = alike.get(key, 0) + 1
    return tuple([Rewritten(g, host, domain, n, kinds, o) for (g, host, domain, kinds, o), n in alike.items()])


def redirector_of(link: Link) -> str:
    """The outermost redirector of a link that no gateway rewrote, "" where there is none."""
    layers = link.wrapped_by
    return layers[0] if layers and REDIRECTORS.issuperset(layers) else ""


def _rewrite(link: Link) -> Rewrite | None:
    """The rewritten link, None where only redirectors wrap it.

    The layers are taken off once more: a link keeps what they leak, and not which of them leaks it.
    """
    if REDIRECTORS.issuperset(link.wrapped_by):
        return None
    url = resolve(link.href)[2]
    found = unwrap(url)
    gateways = [layer for layer in found.layers if layer.gateway not in REDIRECTORS]
    leaks = tuple(dict.fromkeys(leak for layer in gateways for leak in layer.leaks))
    wraps = [url, *(layer.target or "" for layer in found.layers)]
    damaged = any(map(_is_cut, found.layers, wraps)) and not _beyond_host(found.target or "")
    host = "" if damaged else found.host
    return Rewrite(
        link=link,
        gateway=next(layer for layer in link.wrapped_by if layer not in REDIRECTORS),
        layers=link.wrapped_by,
        target="" if damaged else (found.target or "")[:MAX_HREF],
        host=host,
        domain=registrable(host) if host else "",
        leaks=leaks,
        owner=_owner(gateways[0].leaks) if gateways else "",
        damaged=damaged,
    )


def _is_cut(layer: Layer, url: str) -> bool:
    """Whether a wrapped URL ends in its target though its gateway always writes on."""
    where = place(url)
    if where.path.startswith("/v3/") and layer.gateway == "proofpoint":
        return not V3_END.search(url)
    name = where.query[-1][0] if where.query else ""
    return TARGET_PARAMETERS.get(layer.gateway) == name


def _beyond_host(target: str) -> bool:
    """Whether something stands behind the host, so that the host is whole."""
    return any(mark in target.partition("://")[2] for mark in "/?#")


def _owner(leaks: tuple[tuple[str, str], ...]) -> str:
    """The domain of the first recipient that is named; "" where it is none."""
    address = next((value for kind, value in leaks if kind == "recipient"), "")
    domain = address.rpartition("@")[2].strip().rstrip(".").lower() if "@" in address else ""
    return domain if "." in domain else ""
