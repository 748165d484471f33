"""What the literals of a script come to when they are decoded the way scripts decode them. Nothing is run.

Pages that steal carry their form in pieces: Base64 for atob, escapes for unescape, numbers for fromCharCode (often
with a constant added), text in parts or backwards. Each of these is undone by its form alone; what comes out is markup,
an address or another script, or is left.
Source: ATT&CK T1027.006 (HTML smuggling), ECMA-262 sections 19.2.6, B.2.1, 22.1.2.1; WHATWG HTML 8.3 (atob).
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from html import unescape
from itertools import islice
from urllib.parse import unquote

MAX_SCRIPT = 1_048_576
"""Characters of scripts that are looked at."""

MAX_WORK = 2 * MAX_SCRIPT
"""Characters read in all while literals are looked for: quotes that are never closed are read again."""

MAX_LITERALS = 2_000
"""Literals that are decoded."""

MAX_PIECES = 200
"""Pieces that may come out."""

MAX_OUT = 524_288
"""Characters that may come out in all."""

MAX_LISTS = 20
"""Lists of numbers that are decoded."""

HEAD = 400
"""Numbers of a list by which a constant is found."""

LOWEST = range(9, 63)
"""Codes that the lowest character of markup or of an address has: a tab at least, and "<" at most."""

_OPENING = re.compile(r"[\"'`]")
_LITERALS = {
    '"': re.compile(r"\"([^\"\\\n]*(?:\\.[^\"\\\n]*)*)", re.DOTALL),
    "'": re.compile(r"'([^'\\\n]*(?:\\.[^'\\\n]*)*)", re.DOTALL),
    "`": re.compile(r"`([^`\\]*(?:\\.[^`\\]*)*)", re.DOTALL),
}
"""Without the closing quote, so that they always match and nothing is tried again."""

_BETWEEN = re.compile(r"\s{0,100}([+,])\s{0,100}(?=[\"'`])")
_NUMBER = r"(?:0x[0-9a-fA-F]{1,4}|\d{1,6})"
_NUMBERS = re.compile(rf"(?:{_NUMBER}\s{{0,20}},\s{{0,20}}){{15,}}{_NUMBER}")
_ONE_NUMBER = re.compile(_NUMBER)
_BASE64 = re.compile(r"[A-Za-z0-9+/_\s-]{16,}={0,2}\s{0,9}\Z")
_ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|(.))", re.DOTALL)
_PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})")
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_SAYS = (
    r"<(?:form|input|iframe|meta|script|img|html|body|div|svg|!doctype)\b|https?://|document\.write|"
    r"\b(?:atob|unescape|eval)\(|fromCharCode"
)
_SURE = re.compile(_SAYS, re.IGNORECASE)
"""What no list of numbers says by accident when many constants are tried."""

_TELLING = re.compile(rf"{_SAYS}|<[ap]\b", re.IGNORECASE)


def decoded(script: str) -> list[str]:
    """What the literals hold that is markup, an address or a script once decoded, in order, bounded; never raises.

    >>> decoded('x.innerHTML = atob("PGZvcm0gYWN0aW9uPWh0dHBzOi8vZXZpbC5leGFtcGxlLz4=")')
    ['<form action=https://evil.example/>']
    >>> decoded('location = "ht" + "tps://ev" + "il.example/"')
    ['https://evil.example/']
    """
    script = script[:MAX_SCRIPT]
    out: dict[str, None] = {}
    left = MAX_OUT
    for text in _all(script):
        if text not in out:
            out[text[:left]] = None
            left -= len(text)
        if left <= 0 or len(out) >= MAX_PIECES:
            break
    return list(out)


def _all(script: str) -> Iterator[str]:
    for literal in islice(_literals(script), MAX_LITERALS):
        yield from _readings(literal)
    for found in islice(_NUMBERS.finditer(script), MAX_LISTS):
        numbers = [int(number, 0 if number[:2] == "0x" else 10) for number in _ONE_NUMBER.findall(found[0])]
        if text := _text_of(numbers):
            yield text


def _literals(script: str) -> Iterator[str]:
    """Strings as the script means them: those with + between them as one, and lists of strings joined as well."""
    at, work = 0, 0
    item, items = "", list[str]()
    while (opening := _OPENING.search(script, at)) and work < MAX_WORK:
        found = _LITERALS[opening[0]].match(script, opening.start())
        end = found.end() if found else len(script)
        work += end - opening.start()
        if found is None or script[end : end + 1] != opening[0]:
            at = opening.end()  # an apostrophe in a comment or in a pattern: it opens nothing
            continue
        item += _plain(found[1])
        between = _BETWEEN.match(script, end + 1)
        at = between.end() if between else end + 1
        if between and between[1] == "+":
            continue
        yield item
        items.append(item)
        item = ""
        if not between:
            if len(items) > 1:
                yield "".join(items)
            items = []


def _plain(literal: str) -> str:
    """A literal with its escapes undone."""
    return _ESCAPED.sub(_character, literal) if "\\" in literal else literal


def _character(found: re.Match[str]) -> str:
    if code := found[1] or found[2] or found[3]:
        return _letter(int(code, 16))
    return _NAMED.get(found[4], found[4])


def _letter(number: int) -> str:
    """The character of a code; a blank where there is none that can be written."""
    return chr(number) if 0 < number < 0xD800 or 0xDFFF < number < 0x110000 else " "


def _readings(literal: str) -> Iterator[str]:
    """The ways in which a literal is read, those that tell something."""
    if len(literal) < 8:
        return
    for text in map(_undone, (literal, literal[::-1])):
        if _TELLING.search(text):
            yield text
            return
        if _BASE64.match(text) and _TELLING.search(inner := _undone(_from_base64(text))):
            yield inner
            return


def _undone(text: str) -> str:
    """Percent escapes and character references undone where they hide something."""
    if "%u" in text:
        text = _PERCENT_U.sub(lambda found: _letter(int(found[1], 16)), text)
    if "%" in text and ("%3c" in text or "%3C" in text or not _TELLING.search(text)):
        text = unquote(text)
    if "&" in text and not _TELLING.search(text):
        text = unescape(text)
    return text


def _from_base64(packed: str) -> str:
    packed = re.sub(r"\s", "", packed).rstrip("=").replace("-", "+").replace("_", "/")
    if len(packed) % 4 == 1:
        return ""
    return b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-8", "replace")


def _text_of(numbers: list[int]) -> str:
    """Numbers as characters, with the constant between them and text found by what comes out; "" where nothing does."""
    head = numbers[:HEAD]
    lowest = min(head)
    for shift in (0, *(lowest - code for code in LOWEST)):
        if _SURE.search("".join(_letter(number - shift) for number in head)):
            return "".join(_letter(number - shift) for number in numbers)
    if max(head) < 256:
        for mask in range(1, 256):
            if _SURE.search(bytes(number ^ mask for number in head).decode("latin-1")):
                return "".join(_letter(number ^ mask) for number in numbers)
    return ""
