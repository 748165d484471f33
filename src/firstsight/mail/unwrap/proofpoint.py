"""Proofpoint URL Defense, versions 1 to 3.

Version 1 percent-encodes; version 2 also writes `%` as `-` and `/` as `_`; version 3 takes characters out of the URL,
leaves `*` for one and `**X` for a run of them, and sends what it took as base64 after `__;`.
Source: Proofpoint, "URL Defense: decoding rewritten URLs".
"""

from __future__ import annotations

import re
import string
from urllib.parse import unquote

from firstsight.mail.unwrap.wrapper import (
    MAX_URL,
    Layer,
    Place,
    as_text,
    closed,
    from_base64,
    host_is,
    opened,
    place,
    told,
)

_HOSTS = ("urldefense.com", "urldefense.us", "urldefense.proofpoint.com")
_V2 = str.maketrans("-_", "%/")
V3_END = re.compile(r"__;([A-Za-z0-9_=-]*)!")
"""What stands behind the URL in version 3: the characters that were taken out, as base64."""
_TOKEN = re.compile(r"\*(?:\*(.))?", re.DOTALL)

RUNS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
"""`**A` is a run of 2 characters, `**_` one of 65."""


def unwrap_proofpoint(url: str) -> Layer | None:
    """The layer of URL Defense, any version.

    >>> unwrap_proofpoint("https://urldefense.proofpoint.com/v2/url?u=http-3A__example.com_a-5Fb&d=x").target
    'http://example.com/a_b'
    >>> unwrap_proofpoint("https://urldefense.com/v3/__https://example.com/?q=a*b__;Kw!!Corp1234!sig$").target
    'https://example.com/?q=a+b'
    """
    where = place(url)
    if not host_is(where.host, *_HOSTS):
        return None
    version = where.path[:4]
    if version == "/v3/":
        return _version_3(url)
    if version not in ("/v1/", "/v2/"):
        return None
    leaks = told(("customer", where.value("c" if version == "/v2/" else "k")), ("message", where.value("m")))
    return opened("proofpoint", _plain(where, version), leaks)


def _plain(where: Place, version: str) -> str:
    raw = where.raw("u")
    return unquote(raw.translate(_V2) if version == "/v2/" else raw)


def _version_3(url: str) -> Layer:
    """Read from the URL itself: what is inside may hold any delimiter."""
    inside = url.partition("/v3/__")[2]
    ends = list(V3_END.finditer(inside))
    if not ends:
        return _beginning(inside)
    # A wrapped link that is wrapped again holds an inner end; the outer one is the last.
    end = ends[-1]
    # Percent signs are among what is taken out: one that is there was put there on the way, by some mail program.
    written = unquote(inside[: end.start()])
    taken = as_text(from_base64(end[1]))
    customer, mark, _ = inside[end.end() :].removeprefix("!").partition("!")
    return opened("proofpoint", put_back(written, taken), told(("customer", customer if mark else "")))


def _beginning(inside: str) -> Layer:
    """The layer of a link that was cut on the way: its target as far as it goes, none where the host lacks letters."""
    layer = opened("proofpoint", unquote(inside))
    return closed("proofpoint") if "*" in layer.host else layer


def put_back(written: str, taken: str) -> str:
    """The URL with the characters back where they were taken out; those that are missing stay a `*`.

    >>> put_back("https://example.com/*20a**Bb", "%???")
    'https://example.com/%20a???b'
    """
    at = 0
    pieces = []
    last = 0
    for token in _TOKEN.finditer(written[:MAX_URL]):
        run = token[1]
        count = RUNS.find(run) + 2 if run else 1
        if count < 1 or (run and run not in RUNS):
            continue
        piece = taken[at : at + count]
        pieces += [written[last : token.start()], piece or token[0]]
        at += count
        last = token.end()
    return "".join(pieces) + written[last:]
