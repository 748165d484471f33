"""What the literals of a script come to when they are decoded the way scripts decode them. Nothing is run.

Pages that steal carry their form in pieces: Base64 for atob, escapes for unescape, numbers for fromCharCode (often
with a constant added), text in parts or backwards. Each of these is undone by its form alone; what comes out is markup
or an address, or is left.
Source: ATT&CK T1027.006 (HTML smuggling), ECMA-262 sections 19.2.6, B.2.1, 22.1.2.1; WHATWG HTML 8.3 (atob).
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

MAX_SCRIPT = 262_144
"""Characters of scripts that are looked at."""

MAX_PIECES = 200
"""Literals and lists of numbers that are decoded."""

MAX_LISTS = 20
"""Lists of numbers that are tried: each takes some 400 trials."""

HEAD = 400
"""Numbers by which a trial is judged."""

MAX_OUT = 262_144
"""Characters that may come out in all."""

FEWEST_NUMBERS = 16
"""Numbers in a list that may be text: the shortest address has so many characters."""

MAX_SHIFT = 64
"""Constants that are tried where none stands beside the list."""

_STRING = r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`([^`\\]*(?:\\.[^`\\]*)*)`"
_JOINED = re.compile(rf"(?:{_STRING})(?:\s*\+\s*(?:{_STRING}))*")
_ONE = re.compile(_STRING)
_NUMBERS = re.compile(r"(?:(?:0x[0-9a-fA-F]{1,4}|\d{1,5})\s*,\s*){15,}(?:0x[0-9a-fA-F]{1,4}|\d{1,5})")
_NUMBER = re.compile(r"0x[0-9a-fA-F]{1,4}|\d{1,5}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_\s-]{16,}={0,2}\Z")
_ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|(.))", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "0": ""}
_TELLING = re.compile(r"<\s*(?:form|input|a|iframe|meta|script|img|html|body|div|p)\b|https?://", re.IGNORECASE)

_SURE = re.compile(r"<(?:form|input|iframe|meta|script|html|body|div|img|table)\b|https?://\w", re.IGNORECASE)
"""What does not come about by chance in four hundred trials."""


def decoded(script: str) -> list[str]:
    """What the literals hold that is markup or an address once it is decoded, in order, bounded; never raises.

    >>> decoded('x.innerHTML = atob("PGZvcm0gYWN0aW9uPWh0dHBzOi8vZXZpbC5leGFtcGxlLz4=")')
    ['<form action=https://evil.example/>']
    >>> decoded('location = "ht" + "tps://ev" + "il.example/"')
    ['https://evil.example/']
    """
    script = script[:MAX_SCRIPT]
    out: list[str] = []
    left = MAX_OUT
    for text in _all(script):
        if text not in out:
            out.append(text[:left])
            left -= len(text)
        if left <= 0 or len(out) >= MAX_PIECES:
            break
    return out


def _all(script: str) -> Iterator[str]:
    for count, found in enumerate(_JOINED.finditer(script)):
        if count >= MAX_PIECES * 10:
            return
        literal = "".join(_plain(one[1] or one[2] or one[3] or "") for one in _ONE.finditer(found[0]))
        if len(literal) >= 8:
            yield from _readings(literal)
    for count, found in enumerate(_NUMBERS.finditer(script)):
        if count >= MAX_LISTS:
            return
        numbers = [int(number, 0) if number[:2] == "0x" else int(number) for number in _NUMBER.findall(found[0])]
        yield from _text_of(numbers)


def _plain(literal: str) -> str:
    """A literal with its escapes undone."""
    return _ESCAPED.sub(_character, literal) if "\\" in literal else literal


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else ""
    return _NAMED.get(found[4], found[4])


def _readings(literal: str) -> Iterator[str]:
    """The ways in which a literal is read, those that tell something."""
    for text in (literal, literal[::-1]):
        if _TELLING.search(text):
            yield text
            return
    for mark, undone in (("%", unquote), ("&", unescape)):
        if mark in literal and _TELLING.search(text := undone(literal)):
            yield text
            return
    for packed in (literal, literal[::-1]):
        if _BASE64.match(packed) and (text := _from_base64(packed)):
            if _TELLING.search(text):
                yield text
                return
            if "%" in text and _TELLING.search(text := unquote(text)):
                yield text
                return


def _from_base64(packed: str) -> str:
    packed = re.sub(r"\s", "", packed).rstrip("=").replace("-", "+").replace("_", "/")
    if len(packed) % 4 == 1:
        return ""
    try:
        return b64decode(packed + "=" * (-len(packed) % 4)).decode("utf-8", "replace")
    except ValueError:
        return ""


def _text_of(numbers: list[int]) -> Iterator[str]:
    """Numbers as characters, with the constant between them and text found by what comes out."""
    for shift in sorted(range(-MAX_SHIFT, MAX_SHIFT + 1), key=abs):
        head = _shifted(numbers[:HEAD], shift)
        if _SURE.search(head):
            yield _shifted(numbers, shift)
            return
    for mask in range(1, 256):
        head = "".join(chr(number ^ mask) for number in numbers[:HEAD])
        if _SURE.search(head):
            yield "".join(chr(number ^ mask) for number in numbers)
            return


def _shifted(numbers: list[int], shift: int) -> str:
    return "".join(chr(number - shift) if 0 < number - shift < 0xD800 else " " for number in numbers)
