"""What an unwrapper is, and the bounded decoding that all of them share.

An unwrapper is a function from a URL to a Layer, or None where the URL is not of its gateway. Hosts match whole, label
by label: a substring match would let anybody hide a target behind a host that only looks like a gateway.
Source: RFC 3986 sections 2.1, 3.2.2; RFC 4648 section 5; RFC 1950.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64decode
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote

from msgspec import Struct

from firstsight.mail.links import host_name, resolve

MAX_URL = 16_384
"""Characters read of a URL: eight layers of percent-encoding around 2,048, the most that links keep, stay below."""

MAX_INFLATED = 65_536
"""Octets that a compressed token may grow to; a URL needs four at most of each kibioctet that it is sent in."""

MAX_AUTHORITY = 1_024
"""Characters of user, password, host and port together: a longer one hides its host from readers."""

MAX_LEAKS = 8
"""Things that one layer may leak; three are seen."""

MAX_LEAK = 320
"""Characters kept of what a token leaks: the longest address. Source: RFC 5321 section 4.5.3.1."""

MAX_DECODINGS = 3
"""Times that a target is percent-decoded again until its scheme can be read; two are seen in the wild."""

Leaks = tuple[tuple[str, str], ...]
"""What a token says of the people who got it: (kind, value), kind being recipient, tenant, customer or message."""


class Layer(Struct, frozen=True):
    """One wrapping that was found around a URL."""

    gateway: str
    """Name of the wrapper: the product, in lower case."""

    target: str | None
    """The URL inside, with scheme and host; None where only the gateway itself can tell."""

    host: str
    """The host of the target or, where the target is not known, the one that the wrapper names; "" where none is."""

    leaks: Leaks
    """What the wrapper says of the recipient."""


Unwrapper = Callable[[str], Layer | None]


class Place(Struct, frozen=True):
    """A URL taken apart as far as unwrapping needs; everything still encoded as it was."""

    host: str
    """In lower case, "" where the URL names none."""

    path: str
    """From the first slash up to the query."""

    query: tuple[tuple[str, str], ...]
    """Names in lower case and raw values, in order."""

    def raw(self, name: str) -> str:
        """The first value of a parameter as it stands in the URL; "" where it is not there."""
        return next((value for key, value in self.query if key == name), "")

    def value(self, name: str) -> str:
        """The first value of a parameter, percent-decoded once. A plus sign stays: it belongs to the URL inside."""
        return unquote(self.raw(name))


_WEB = re.compile(r"(https?|ftp):[/\\]*(?=[^/\\])", re.IGNORECASE)
_ENCODED_WEB = re.compile(r"(?:https?|ftp)%(?:25)*3a", re.IGNORECASE)
_STRIPPED = re.compile(r"[\t\r\n\0]")
_AUTHORITY = re.compile(r"(?:https?:|ftp:)?[/\\]*[^/\\?#]*", re.IGNORECASE)


@lru_cache(maxsize=64)
def place(url: str) -> Place:
    """The parts of a URL.

    >>> place("https://gateway.example/url?U=http%3a&amp;k=1#top")
    Place(host='gateway.example', path='/url', query=(('u', 'http%3a'), ('k', '1')))
    """
    host, rest = _split(url)
    path, _, query = rest.partition("#")[0].partition("?")
    pairs = (pair.partition("=") for pair in query.split("&"))
    return Place(host, path, tuple((name.removeprefix("amp;").lower(), value) for name, _, value in pairs if name))


def host_of(url: str) -> str:
    """The host of a web URL, "" where there is none or too much stands before it.

    >>> host_of("https://gateway.example:443@example.com/"), host_of("https:" + "0" * 2000 + "@example.com")
    ('example.com', '')
    """
    return _split(url)[0]


def _split(url: str) -> tuple[str, str]:
    """Host, and what follows the authority; two empty strings where it is no web URL."""
    text = stripped(url)
    authority = _AUTHORITY.match(text)
    if not authority or len(authority[0]) > MAX_AUTHORITY:
        return "", ""
    scheme, host, _ = resolve(text)
    return (host, text[authority.end() :]) if scheme in ("http", "https", "ftp") else ("", "")


def stripped(url: str) -> str:
    """A URL without what browsers leave out: space around it, tabs, line ends. Source: WHATWG URL 4.4."""
    return _STRIPPED.sub("", url[:MAX_URL].strip())


@lru_cache(maxsize=8192)
def host_is(host: str, *patterns: str) -> bool:
    """Whether a host is one of the patterns, whole. A leading `*.` is one label or more, `*` elsewhere part of one.

    >>> host_is("eu.gate.example", "*.gate.example"), host_is("gate.example.evil.test", "*.gate.example")
    (True, False)
    >>> host_is("in1-ctp.gate.example", "*-ctp.gate.example"), host_is("a.b-ctp.gate.example", "*-ctp.gate.example")
    (True, False)
    """
    return any(_pattern(pattern).fullmatch(host) for pattern in patterns)


@lru_cache(maxsize=512)
def _pattern(pattern: str) -> re.Pattern[str]:
    labels, rest = (r"(?:[^.]+\.)+", pattern[2:]) if pattern.startswith("*.") else ("", pattern)
    return re.compile(labels + r"[^.]+".join(map(re.escape, rest.split("*"))))


def web_url(text: str) -> str:
    """The text as an http, https or ftp URL with a host, "" where it is none; slashes lost on the way are put back.

    >>> web_url("https:/www.example.com/a"), web_url("javascript:alert(1)"), web_url("http://")
    ('https://www.example.com/a', '', '')
    """
    text = stripped(text)
    for _ in range(MAX_DECODINGS):
        if not _ENCODED_WEB.match(text):
            break
        text = unquote(text)
    found = _WEB.match(text)
    if not found:
        return ""
    text = f"{found[1]}://{text[found.end() :]}"
    return text if host_of(text) else ""


def opened(gateway: str, text: str, leaks: Leaks = (), *, hint: str = "") -> Layer:
    """A layer around `text`; one without a target where `text` is no URL, with the host that the wrapper hints at."""
    target = web_url(text)
    if not target:
        return closed(gateway, hint, leaks)
    return Layer(gateway, target, host_of(target), leaks)


def closed(gateway: str, hint: str = "", leaks: Leaks = ()) -> Layer:
    """A layer that cannot be opened offline; `hint` is the host that the wrapper names, if any."""
    host = host_name(hint.strip()) if hint else ""
    return Layer(gateway, None, host if "." in host else "", leaks)


def told(*pairs: tuple[str, str]) -> Leaks:
    """The leaks that say something: once each; empty and unprintable values left out, long ones cut.

    >>> told(("recipient", "jane@example.com"), ("tenant", ""))
    (('recipient', 'jane@example.com'),)
    """
    said = dict.fromkeys((kind, value[:MAX_LEAK]) for kind, value in pairs if value and value.isprintable())
    return tuple(said)[:MAX_LEAKS]


def from_base64(text: str) -> bytes:
    """The octets of base64 in either alphabet, padded or not; none where it is not base64.

    >>> from_base64("aHR0cDovL2EuZXhhbXBsZQ"), from_base64("?")
    (b'http://a.example', b'')
    """
    text = text[:MAX_URL].rstrip("=").translate(_BASE64URL)
    if len(text) % 4 == 1:
        return b""
    try:
        return b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        return b""


_BASE64URL = str.maketrans("-_", "+/")


def inflated(octets: bytes) -> bytes:
    """What a zlib or gzip stream holds; none where it is neither, is cut short or grows beyond MAX_INFLATED.

    >>> inflated(zlib.compress(b"http://a.example")), inflated(b"http")
    (b'http://a.example', b'')
    """
    stream = zlib.decompressobj(wbits=_ZLIB_OR_GZIP)
    try:
        held = stream.decompress(octets, MAX_INFLATED)
    except zlib.error:
        return b""
    return held if stream.eof else b""


_ZLIB_OR_GZIP = 47
"""Window of 32 KiB, header of either format told apart by zlib itself."""


def as_text(octets: bytes) -> str:
    """The octets as UTF-8; what is not UTF-8 becomes U+FFFD."""
    return octets.decode("utf-8", "replace")


def address_in(text: str) -> str:
    """The first mail address in a text, "" where there is none.

    >>> address_in('{"rcpt":"jane@example.com"}')
    'jane@example.com'
    """
    found = _ADDRESS.search(text[:MAX_URL])
    return found[0] if found else ""


_ADDRESS = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63}){1,8}")
