"""The shape of a path: the same for links that the same software makes, whatever they stand for.

The first step is kept where it is a word (what a site does there: forms, login, unsubscribe), the others are told by
what they are made of. Of a query the names are kept, in order.

    w words    d digits    h hexadecimal digits    u a UUID    x anything else, which means nothing to a reader

Lengths are coarse: h and x carry the next power of two. What repeats is written once with a plus.
"""

from __future__ import annotations

import re
from functools import lru_cache

MAX_STEPS = 12
"""Steps of a path that are looked at."""

MAX_NAMES = 8
"""Names of a query that are kept."""

LONGEST_WORD = 16
"""Letters of a step or name that is kept as it is; what software calls its own parts is shorter."""

LONGEST_URL = 1_024
"""Characters that are looked at."""

_DIGITS = re.compile(r"\d+\Z")
_WORD = re.compile(r"[a-z]+\Z")
_JOINED = re.compile(r"(?=\d*[-_.+]*[a-z])[a-z0-9]+(?:[-_.+]{1,3}[a-z0-9]+){1,30}\Z", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\Z", re.IGNORECASE)
_HEX = re.compile(r"(?=[0-9a-f]*\d)[0-9a-f]{6,}\Z", re.IGNORECASE)
_EXTENSION = re.compile(r"\.([a-z][a-z0-9]{1,5})\Z", re.IGNORECASE)
_MIXED = re.compile(r"\d[A-Za-z]{1,40}\d|[A-Za-z]\d[A-Z]|[a-z][A-Z]{1,9}[a-z]+[A-Z]|[A-Z][a-z][A-Z][a-z]?[A-Z]")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")


def path_shape(target: str) -> str:
    """The shape of what stands behind the host of a URL.

    >>> path_shape("https://example.com/orders/2024/10/4711?token=a9f3c2d17b60&lang=en")
    '/orders/d+?token=h16&lang=w'
    >>> path_shape("https://example.com/"), path_shape("https://example.com/login.php")
    ('/', '/login.php')
    """
    start = target.find("/", target.find("://") + 3)
    return _shape(target[start : start + LONGEST_URL]) if start >= 0 else "/"


@lru_cache(maxsize=8_192)
def _shape(tail: str) -> str:
    rest, mark, fragment = tail.partition("#")
    path, _, query = rest.partition("?")
    steps = [step for step in path.split("/") if step][:MAX_STEPS]
    kinds = [_kind(step) for step in steps]
    if steps and _WORD.match(steps[0].partition(".")[0]) and len(steps[0]) <= LONGEST_WORD:
        kinds[0] = steps[0]
    shape = "/" + "/".join(_once(kinds))
    if query:
        shape += "?" + "&".join(map(_pair, query.split("&", MAX_NAMES)[:MAX_NAMES]))
    return f"{shape}#{_kind(fragment)}" if mark and fragment else shape


def _pair(pair: str) -> str:
    name, mark, value = pair.partition("=")
    if not mark:
        return _kind(name)
    short = name.lower() if len(name) <= LONGEST_WORD and name.isascii() and name.isprintable() else _kind(name)
    return f"{short}={_kind(value)}" if value else f"{short}="


def _kind(step: str) -> str:
    """What a step is made of, with its extension where it has one."""
    found = _EXTENSION.search(step)
    if found and found.start():
        return f"{_made_of(step[: found.start()])}.{found[1].lower()}"
    return _made_of(step)


def _made_of(step: str) -> str:
    if "%" in step:
        step = _ESCAPE.sub("-", step)
    if _DIGITS.match(step):
        return "d"
    if _UUID.match(step):
        return "u"
    if _HEX.match(step):
        return f"h{_coarse(len(step))}"
    if _MIXED.search(step):
        return f"x{_coarse(len(step))}"
    if (step.isalpha() and len(step) <= LONGEST_WORD) or _JOINED.match(step):
        return "w"
    return f"x{_coarse(len(step))}"


def _coarse(length: int) -> int:
    """The next power of two, from 8."""
    return max(8, 1 << max(length - 1, 0).bit_length())


def _once(kinds: list[str]) -> list[str]:
    """The kinds, neighbours that are alike written once."""
    found: list[str] = []
    for kind in kinds:
        if found and found[-1].removesuffix("+") == kind:
            found[-1] = f"{kind}+"
        else:
            found.append(kind)
    return found
