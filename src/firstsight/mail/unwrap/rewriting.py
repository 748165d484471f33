"""Which links of a message a security gateway had rewritten, whose gateway it was, and where they lead.

A link counts once for each distinct reference in the message, and only where a click can follow it: pictures are left
out. Layers of redirectors (`REDIRECTORS`) alone make no rewritten link.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from firstsight.mail.domains import registrable
from firstsight.mail.links import MAX_HREF, resolve
from firstsight.mail.unwrap import REDIRECTORS, unwrap
from firstsight.model import Link, Message, Rewritten


class Rewrite(Struct, frozen=True):
    """One link that a gateway had rewritten."""

    link: Link
    gateway: str
    """The outermost gateway; a redirector around it is passed over."""

    layers: tuple[str, ...]
    """Gateways and redirectors that were taken off, outermost first."""

    target: str
    """Where it leads, cut at `MAX_HREF`; "" where only the gateway can tell."""

    host: str
    """Host of the target; without a target the one that the wrapping names, "" where it names none."""

    domain: str
    """Registrable domain of `host`."""

    leaks: tuple[tuple[str, str], ...]
    """What the gateways' layers say of those who got it: (kind, value), outermost first, no pair twice."""

    owner: str
    """Domain of the recipient whose gateway it was, in lower case; "" where the outermost gateway does not say."""


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
    found = unwrap(resolve(link.href)[2])
    gateways = [layer for layer in found.layers if layer.gateway not in REDIRECTORS]
    leaks = tuple(dict.fromkeys(leak for layer in gateways for leak in layer.leaks))
    return Rewrite(
        link=link,
        gateway=next(layer for layer in link.wrapped_by if layer not in REDIRECTORS),
        layers=link.wrapped_by,
        target=(found.target or "")[:MAX_HREF],
        host=found.host,
        domain=registrable(found.host) if found.host else "",
        leaks=leaks,
        owner=_owner(gateways[0].leaks) if gateways else "",
    )


def _owner(leaks: tuple[tuple[str, str], ...]) -> str:
    """The domain of the first recipient that is named; "" where it is none."""
    address = next((value for kind, value in leaks if kind == "recipient"), "")
    domain = address.rpartition("@")[2].strip().rstrip(".").lower() if "@" in address else ""
    return domain if "." in domain else ""
