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

from msgspec import Struct

from firstsight.mail.content.magic import detect

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

MAX_FILES = 5
"""Files that literals may hold."""

MAX_FILE = 1_048_576
"""Octets of such a file; a larger one would be cut, and is left."""

SHORTEST_FILE = 64
"""Characters of a literal that may be a file: no archive or program is smaller."""

MANY_ESCAPES = 8
"""Escapes of one literal that hide what it says; a sign or a line end takes one or two."""

PACKED = 256
"""Characters of a literal that may be something packed; words and addresses are shorter."""

PICTURES = ("iVBORw0KGgo", "/9j/", "R0lGOD", "UklGR", "AAEAAAA", "d09G", "T1RUTw", "AGFzbQ")
"""How the Base64 of PNG, JPEG, GIF, WebP, TrueType, WOFF, OpenType and WebAssembly begins."""

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

_BETWEEN = re.compile(r"\s{0,100}(?:([+,])|;\s{0,100}[\w$.]{1,60}\s{0,20}\+=)\s{0,100}(?=[\"'`])")
"""A sign between two literals, or the start of a statement that adds the next one to a variable."""
_NUMBER = r"(?:0x[0-9a-fA-F]{1,4}|\d{1,6})"
_NUMBERS = re.compile(rf"(?:{_NUMBER}\s{{0,20}},\s{{0,20}}){{15,}}{_NUMBER}")
_ONE_NUMBER = re.compile(_NUMBER)
_BASE64 = re.compile(r"[A-Za-z0-9+/_\s-]{16,}={0,2}\s{0,9}\Z")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){12,}\Z")
_SEPARATED = re.compile(r"([^\w\s%\\])[0-9a-fA-F]{2}(?:\1[0-9a-fA-F]{2}){7,}")
"""Hexadecimal with a sign before each octet that a script turns into "%"."""

_RUN = re.compile(rf"[\"'`]([A-Za-z0-9+/=_%\\-]{{{PACKED},}})")
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


class Piece(Struct, frozen=True):
    """What a literal says, and whether it had to be decoded to say so: put together alone hides nothing."""

    text: str
    hidden: bool


def decoded(script: str) -> list[str]:
    """What the literals hold that is markup, an address or a script once decoded, in order, bounded; never raises.

    >>> decoded('x.innerHTML = atob("PGZvcm0gYWN0aW9uPWh0dHBzOi8vZXZpbC5leGFtcGxlLz4=")')
    ['<form action=https://evil.example/>']
    >>> decoded('location = "ht" + "tps://ev" + "il.example/"')
    ['https://evil.example/']
    """
    return [piece.text for piece in pieces(script)]


def pieces(script: str) -> list[Piece]:
    """The same, with what had to be decoded told apart from what stands there.

    >>> [piece.hidden for piece in pieces("w('<form x>'); w(unescape('%3Cform%3E x'))")]
    [False, True]
    """
    script = script[:MAX_SCRIPT]
    out: dict[str, Piece] = {}
    left = MAX_OUT
    for piece in _all(script):
        text = piece.text[:left]
        if text not in out:
            out[text] = Piece(text, piece.hidden)
            left -= len(text)
        if left <= 0 or len(out) >= MAX_PIECES:
            break
    return list(out.values())


def files(script: str) -> list[bytes]:
    """Files that stand in the literals as Base64: archives, programs, documents; no pictures, fonts and texts."""
    out: dict[bytes, None] = {}
    for literal, _ in islice(_literals(script[: MAX_SCRIPT * 2]), MAX_LITERALS):
        if not SHORTEST_FILE <= len(literal) <= MAX_FILE * 4 // 3 or not _BASE64.match(literal):
            continue
        octets = _octets(literal)
        kind = detect(octets)
        if kind and not kind.startswith(("text/", "image/", "font/")) and kind != "message/rfc822":
            out[octets] = None
        if len(out) >= MAX_FILES:
            break
    return list(out)


def packed(script: str) -> int:
    """Characters of a script that are packed: long literals without a blank, but for pictures, and lists of numbers."""
    literals = sum(len(run[1]) for run in _RUN.finditer(script[:MAX_SCRIPT]) if not run[1].startswith(PICTURES))
    return literals + sum(len(found[0]) for found in islice(_NUMBERS.finditer(script[:MAX_SCRIPT]), MAX_LISTS))


def _all(script: str) -> Iterator[Piece]:
    for literal, escaped in islice(_literals(script), MAX_LITERALS):
        for text in _readings(literal):
            yield Piece(text, escaped or text != literal)
    for found in islice(_NUMBERS.finditer(script), MAX_LISTS):
        numbers = [int(number, 0 if number[:2] == "0x" else 10) for number in _ONE_NUMBER.findall(found[0])]
        if text := _text_of(numbers):
            yield Piece(text, hidden=True)


def _literals(script: str) -> Iterator[tuple[str, bool]]:
    """Strings as the script means them, and whether escapes hide them: those with + between them as one, those added
    to a variable one after the other as one, and lists of strings joined as well.
    """
    at, work, escapes = 0, 0, 0
    parts, items = list[str](), list[str]()
    while (opening := _OPENING.search(script, at)) and work < MAX_WORK:
        found = _LITERALS[opening[0]].match(script, opening.start())
        end = found.end() if found else len(script)
        work += end - opening.start()
        if found is None or script[end : end + 1] != opening[0]:
            at = opening.end()  # an apostrophe in a comment or in a pattern: it opens nothing
            continue
        escapes += found[1].count("\\x") + found[1].count("\\u")
        parts.append(_plain(found[1]))
        between = _BETWEEN.match(script, end + 1)
        at = between.end() if between else end + 1
        if between and between[1] != ",":
            continue
        item = "".join(parts)
        yield item, escapes >= max(MANY_ESCAPES, len(item) // 2)
        items.append(item)
        parts, escapes = [], 0
        if not between:
            if len(items) > 1:
                yield "".join(items), False
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
    for text, telling in ((_undone(literal), _TELLING), (_undone(literal[::-1]), _SURE)):
        if telling.search(text):
            yield text
            return
        if _HEX.match(text) and _TELLING.search(inner := bytes.fromhex(text).decode("utf-8", "replace")):
            yield inner
            return
        if _BASE64.match(text) and _TELLING.search(inner := _undone(_octets(text).decode("utf-8", "replace"))):
            yield inner
            return


def _undone(text: str) -> str:
    """Percent escapes and character references undone where they hide something."""
    if "%u" in text:
        text = _PERCENT_U.sub(lambda found: _letter(int(found[1], 16)), text)
    if found := _SEPARATED.search(text[:HEAD]):
        text = text.replace(found[1], "%")
    if "%" in text and ("%3c" in text or "%3C" in text or not _TELLING.search(text)):
        text = unquote(text)
    if "&" in text and not _TELLING.search(text):
        text = unescape(text)
    return text


def _octets(packed: str) -> bytes:
    """Base64 of either alphabet decoded; b"" where it cannot be that."""
    packed = re.sub(r"\s", "", packed).rstrip("=").replace("-", "+").replace("_", "/")
    return b"" if len(packed) % 4 == 1 else b64decode(packed + "=" * (-len(packed) % 4))


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
