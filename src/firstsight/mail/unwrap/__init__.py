"""Links as gateways wrap them, opened offline: where they lead, through which layers, and what each layer leaks.

Pure text work: no name is resolved, nothing is fetched. A wrapper that only its maker can open gives no target.
"""

from __future__ import annotations

from msgspec import Struct

from firstsight.mail.unwrap.checkpoint import unwrap_checkpoint
from firstsight.mail.unwrap.cisco import unwrap_cisco
from firstsight.mail.unwrap.egress import unwrap_egress
from firstsight.mail.unwrap.inky import unwrap_inky
from firstsight.mail.unwrap.mimecast import unwrap_mimecast
from firstsight.mail.unwrap.proofpoint import unwrap_proofpoint
from firstsight.mail.unwrap.query import unwrap_query
from firstsight.mail.unwrap.redirectors import unwrap_bing, unwrap_google, unwrap_ses
from firstsight.mail.unwrap.safelinks import unwrap_safelinks
from firstsight.mail.unwrap.wrapper import MAX_URL, Layer, Unwrapper, host_of, stripped

CATALOGUE: tuple[Unwrapper, ...] = (
    unwrap_safelinks,
    unwrap_proofpoint,
    unwrap_mimecast,
    unwrap_cisco,
    unwrap_checkpoint,
    unwrap_egress,
    unwrap_inky,
    unwrap_query,
    unwrap_google,
    unwrap_bing,
    unwrap_ses,
)
"""Every unwrapper. No two speak for the same link, so their order is only one of speed."""

REDIRECTORS = frozenset({"google", "bing", "ses", "azure", "facebook", "linkedin"})
"""Layers that a search engine, a social network or the sender's own mail service put there. Every other layer of the
catalogue is a security gateway's, which rewrote the link on its way to the recipient."""

MAX_LAYERS = 8
"""Layers that are taken off. Three are seen in real mail (a forwarded link through the gateways of both sides)."""


class Unwrapped(Struct, frozen=True):
    """A link, and where it leads."""

    url: str
    """As it was given, cut at MAX_URL characters."""

    target: str | None
    """The innermost URL, the URL itself where nothing wraps it; None where it is no web link, cannot be opened offline
    or is still wrapped after MAX_LAYERS."""

    host: str
    """Host of the target or, where there is no target, the one that the innermost wrapper names; "" where none is."""

    layers: tuple[Layer, ...]
    """What was taken off, outermost first."""


def unwrap(url: str) -> Unwrapped:
    """Where a link leads, as far as can be told offline. Any text gives an answer, in time linear in its length.

    >>> found = unwrap("https://nam01.safelinks.protection.outlook.com/?url=https%3A%2F%2Flinkprotect.cudasvc.com"
    ...     "%2Furl%3Fa%3Dhttps%253a%252f%252fexample.com%252fa")
    >>> found.target, [layer.gateway for layer in found.layers]
    ('https://example.com/a', ['safelinks', 'barracuda'])
    >>> unwrap("https://safelinks.protection.outlook.com.evil.example/?url=https%3A%2F%2Fexample.com").host
    'safelinks.protection.outlook.com.evil.example'
    """
    url = url[:MAX_URL]
    layers: list[Layer] = []
    inner = stripped(url)
    seen = {inner}
    while layer := peeled(inner):
        if len(layers) == MAX_LAYERS or layer.target in seen:
            return Unwrapped(url, None, "", tuple(layers))
        layers.append(layer)
        if layer.target is None:
            return Unwrapped(url, None, layer.host, tuple(layers))
        inner = layer.target
        seen.add(inner)
    host = host_of(inner)
    return Unwrapped(url, inner if host else None, host, tuple(layers))


def peeled(url: str) -> Layer | None:
    """The outermost layer of a URL; None where no gateway of the catalogue wraps it."""
    return next((layer for unwrapper in CATALOGUE if (layer := unwrapper(url))), None)
