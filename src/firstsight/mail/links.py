"""Links: from what was written to where it leads, as far as can be told offline.

A target is what a browser would ask for: scheme and host in lower case, back slashes turned, tabs and line ends left
out, IDNA to ASCII, numeric hosts in dotted form, the default port dropped.
Source: WHATWG URL section 4.4 (parsing), 3.5 (host parsing); RFC 3986; RFC 5891.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from firstsight.mail.domains import registrable
from firstsight.model import Link

MAX_HREF = 2_048
"""Characters kept of a link as written and of its target; browsers and link rewriters cut there too."""

MAX_LINKS = 300
"""Links kept of one message: large newsletters have some 100."""

MAX_ANCHOR = 200
"""Characters kept of the text beside a link."""

MAX_HOST = 253
"""Characters of a host name. Source: RFC 1035 section 2.3.4."""

DEFAULT_PORTS = {"http": "80", "https": "443", "ftp": "21", "ws": "80", "wss": "443"}

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]{0,30}):")
_STRIPPED = re.compile(r"[\t\r\n\0]")
_DOTS = str.maketrans("。．｡", "...")
_URL_TAIL = re.compile(r"[^\s<>\"\x00-\x20\x7f\u200b\u2028\u2029\ufffc\ufffd“”„«»‹›、。，（）【】「」]+")
_TRAILING = ".,;:!?'*_~`|\\…"
_CLOSERS = {")": "(", "]": "[", "}": "{"}


def link(href: str, text: str, place: str) -> Link | None:
    """A link as the model has it, or None where `href` names no host (mailto:, tel:, cid:, #, relative)."""
    _, host, target = resolve(href)
    if not host:
        return None
    return Link(href[:MAX_HREF], target, host, registrable(host), text[:MAX_ANCHOR], place)


@lru_cache(maxsize=4096)
def _short(href: str) -> tuple[str, str, str]:
    return _resolve(href)


def resolve(href: str) -> tuple[str, str, str]:
    """Scheme, host and target of a URL as written; three empty strings where it names no host.

    >>> resolve("HTTPS:\\\\\\\\user@WWW.Example.com:443/A?b")
    ('https', 'www.example.com', 'https://user@www.example.com/A?b')
    >>> resolve("mailto:jane@example.com")
    ('', '', '')
    """
    return _short(href) if len(href) < 160 else _resolve(href[: MAX_HREF * 2])


def _resolve(href: str) -> tuple[str, str, str]:
    href = href.strip()
    if "\n" in href or "\t" in href or "\r" in href or "\0" in href:
        href = _STRIPPED.sub("", href)
    found = _SCHEME.match(href)
    if found and not href.startswith(":", found.end()):
        scheme, rest = found[1].lower(), href[found.end() :]
        if scheme not in DEFAULT_PORTS and not rest.startswith("//"):
            return "", "", ""
    elif href.startswith(("//", "\\\\")):
        scheme, rest = "https", href
    elif href[:4].lower() == "www.":
        scheme, rest = "http", href
    else:
        return "", "", ""
    if scheme in DEFAULT_PORTS and "\\" in rest:
        path, mark, query = rest.partition("?")
        rest = path.replace("\\", "/") + mark + query
    rest = rest.lstrip("/")
    end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    authority, tail = rest[:end], rest[end:]
    user, at_sign, place = authority.rpartition("@")
    host, port = _host_and_port(place)
    if not host:
        return "", "", ""
    port = f":{port}" if port and port != DEFAULT_PORTS.get(scheme) else ""
    literal = f"[{host}]" if ":" in host else host
    target = f"{scheme}://{user}{at_sign}{literal}{port}{tail or '/'}"
    return scheme, host, target[:MAX_HREF]


def _host_and_port(place: str) -> tuple[str, str]:
    if place[:1] == "[":
        host, _, rest = place[1:].partition("]")
        return (host.lower() if re.fullmatch(r"[0-9a-fA-F:.]{2,45}", host) else ""), rest.lstrip(":")[:5]
    host, _, port = place.partition(":")
    return host_name(host), port.lstrip("0")[:5] if port.isascii() and port.isdigit() else ""


def host_name(host: str) -> str:
    """A host as a resolver would see it, or "" where it cannot be one.

    >>> host_name("B\u00fccher.example"), host_name("0xC0.0.0x2.7"), host_name("a b")
    ('xn--bcher-kva.example', '192.0.2.7', '')
    """
    if "%" in host:
        host = unquote(host)
    if not host.isascii():
        host = _to_ascii(host)
    host = host.lower().rstrip(".")
    if not host or len(host) > MAX_HOST or not _HOST.match(host):
        return ""
    return _dotted(host) if host[-1] in "0123456789abcdefx" and _NUMERIC.match(host) else host


_HOST = re.compile(r"[^\x00-\x20\x7f#/<>?@\\^|:%\[\]\"`{}]+\Z")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}\Z")


def _to_ascii(host: str) -> str:
    """IDNA 2003 with the mapping of browsers; a label that has no such form stays as written in lower case."""
    host = host[:MAX_HOST].translate(_DOTS)
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host.lower()


def _dotted(host: str) -> str:
    """The dotted form of a numeric host: hexadecimal, octal, or fewer than four parts. Source: WHATWG URL 3.5."""
    numbers = []
    for part in host.split("."):
        if part[:2] == "0x":
            numbers.append(int(part[2:18] or "0", 16))
        elif part[:1] == "0" and len(part) > 1:
            digits = part[:24]
            numbers.append(int(digits, 8) if not set(digits) & {"8", "9"} else int(digits))
        else:
            numbers.append(int(part[:18]))
    *high, low = numbers
    if any(number > 255 for number in high) or low >= 256 ** (5 - len(numbers)):
        return host
    value = low + sum(number << (24 - 8 * index) for index, number in enumerate(high))
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def bare_urls(text: str, limit: int) -> list[str]:
    """The URLs that stand in plain text in order: http, https, ftp and www. ones; closing punctuation is left off.

    >>> bare_urls("See (https://example.org/a_(b)), or www.example.com.", 9)
    ['https://example.org/a_(b)', 'www.example.com']
    """
    starts = []
    at = text.find("://")
    while at >= 0:
        scheme = text[max(at - 5, 0) : at].lower()
        for name in ("https", "http", "ftp"):
            if scheme.endswith(name):
                starts.append(at - len(name))
                break
        at = text.find("://", at + 3)
    if "www." in text or "WWW." in text or "Www." in text:
        starts.extend(found.start() for found in _WWW.finditer(text))
        starts.sort()
    urls: list[str] = []
    end = 0
    for start in starts:
        if start < end or not (tail := _URL_TAIL.match(text, start, start + MAX_HREF)):
            continue
        end = tail.end()
        if len(urls) >= limit:
            break
        urls.append(_without_trailing(tail[0]))
    return urls


_WWW = re.compile(r"(?<![\w/.@-])[wW]{3}\.(?=[\w-]+\.\w)")


def _without_trailing(url: str) -> str:
    """The URL without the punctuation of the sentence around it; a closing bracket stays if it was opened inside."""
    while url:
        last = url[-1]
        if last in _TRAILING or (last in _CLOSERS and url.count(last) > url.count(_CLOSERS[last])):
            url = url[:-1]
        else:
            break
    return url
