"""The XML of documents, scanned without trust: no entities are expanded, no tree is built, every match is bounded.

Prefixes do not matter here: `w:t`, `a:t` and `t` are all text, so that a document cannot hide behind other prefixes.
Source: ECMA-376 part 1, 17.3.3.31 (w:t), 17.16 (fields), 18.4.12 (t of shared strings), 21.1.2.3.11 (a:t).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from msgspec import Struct

from firstsight.mail.inside.office.gathered import MAX_LINKS, Gathered
from firstsight.mail.inside.office.reach import MAX_TARGET, follow_field

MAX_TOKENS = 100_000
"""Matches looked at in one part."""

MAX_NESTED = 20
"""Fields in fields."""

_P = r"(?:[\w.-]{1,20}:)?"
_TEXT = re.compile(rf"<{_P}t(?:\s[^<>]{{0,200}})?>([^<]{{1,100000}})<|<(?:/{_P}(?:p|si|is)|{_P}(?:br|cr|tab|tc))[\s/>]")
_FIELD = re.compile(
    rf"<{_P}(?:fldChar\s[^<>]{{0,300}}?fldCharType\s*=\s*[\"'](begin|separate|end)"
    rf"|(?:instrText|delInstrText)(?:\s[^<>]{{0,200}})?>([^<]{{0,4000}})<"
    rf"|t(?:\s[^<>]{{0,200}})?>([^<]{{1,4000}})<)"
)
_SIMPLE = re.compile(rf"<{_P}fldSimple\s[^<>]{{0,200}}?instr\s*=\s*(?:\"([^\"<>]{{0,4000}})\"|'([^'<>]{{0,4000}})')")
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]{1,60})\s{0,20}=\s{0,20}(?:\"([^\"<]{0,4000})\"|'([^'<]{0,4000})')")
_NUMBERS = re.compile(r"\d{1,7}")


def decoded(octets: bytes) -> str:
    """XML as text: UTF-16 by its mark, else UTF-8."""
    if octets[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return octets.decode("utf-16", "replace")
    return octets.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def attributes(inside: str) -> dict[str, str]:
    """The attributes of a tag by local name in lower case; of two of the same name the first.

    >>> attributes('r:id="rId1" Target="a&amp;b"')
    {'id': 'rId1', 'target': 'a&b'}
    """
    found: dict[str, str] = {}
    for name, double, single in islice(_ATTRIBUTE.findall(inside), 50):
        found.setdefault(name.rpartition(":")[2].lower(), unescape(double or single))
    return found


def tags(xml: str, name: str) -> Iterator[dict[str, str]]:
    """Attributes of each start tag of that local name, at most `MAX_TOKENS`."""
    pattern = re.compile(rf"<{_P}{name}\s([^<>]{{1,8000}})>")
    return (attributes(found[1]) for found in islice(pattern.finditer(xml), MAX_TOKENS))


def words_of(xml: str, room: int) -> str:
    """The text in a part, a line for each paragraph, as far as there is room for characters."""
    pieces: list[str] = []
    for found in islice(_TEXT.finditer(xml), MAX_TOKENS):
        if found[1]:
            piece = unescape(found[1]) if "&" in found[1] else found[1]
            pieces.append(piece)
            room -= len(piece)
            if room <= 0:
                break
        elif pieces and pieces[-1] != "\n":
            pieces.append("\n" if found[0][1] == "/" else " ")
    return "".join(pieces).strip()


def follow_fields(xml: str, into: Gathered) -> None:
    """Every field of Word in a part, those that are written in many runs or hidden in other fields as well."""
    if "fldSimple" in xml:
        for double, single in islice(_SIMPLE.findall(xml), MAX_LINKS):
            follow_field(unescape(double or single), "", into)
    if "instrText" not in xml:
        return
    open_: list[_Open] = []
    for found in islice(_FIELD.finditer(xml), MAX_TOKENS):
        step, instruction, text = found.groups()
        if step == "begin" and len(open_) < MAX_NESTED:
            open_.append(_Open([], []))
        elif step == "separate" and open_:
            open_[-1].separated = True
        elif step == "end" and open_:
            _close(open_, into)
        elif instruction and open_:
            open_[-1].instruction.append(unescape(instruction))
        elif instruction:
            follow_field(unescape(instruction), "", into)  # no field was begun: what it says counts all the same
        elif text and open_ and open_[-1].separated:
            open_[-1].shown.append(unescape(text))
    while open_:
        _close(open_, into)


class _Open(Struct):
    """A field that was begun: what it says, what it shows, and which of the two comes now."""

    instruction: list[str]
    shown: list[str]
    separated: bool = False


def _close(open_: list[_Open], into: Gathered) -> None:
    """Ends a field: it is followed, and what it stands for goes into the field around it."""
    closed = open_.pop()
    instruction, shown = "".join(closed.instruction)[: MAX_TARGET * 2], "".join(closed.shown)[:MAX_TARGET]
    follow_field(instruction, shown, into)
    if not open_:
        return
    kind, _, rest = instruction.strip().partition(" ")
    if kind.lower() == "quote":  # characters by number: a way to hide what the field around it says
        numbers = [int(number) for number in _NUMBERS.findall(rest[:MAX_TARGET])]
        shown = "".join(chr(number) for number in numbers if 31 < number < 0x110000)
    (open_[-1].shown if open_[-1].separated else open_[-1].instruction).append(shown)
