"""Deadlines: how long the reader is given, in ten languages and more.

"Within 24 hours", "bis Freitag", "sous 48 heures": a number and a unit where a word before or after makes it a term, or a
day, date or hour by which something is to be done.
Source: Unicode CLDR (names of units, days and months); the prepositions are collected by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from firstsight.mail.details.deadline_words import BEFORE, DAYS, NUMBERS, UNITS, UNTIL, WEEKDAYS
from firstsight.mail.details.finder import Found, finder
from firstsight.mail.details.passage import DIGITS, Passage, anchors

NEAR = 48
"""Characters before a unit or a day in which the words stand that make it a term."""

LONGEST_HOURS = 24 * 100
"""A term longer than about three months is none that presses."""

_HOURS = {name: hours for hours, names in UNITS.items() for name in names}
_UNITS = anchors(_HOURS)
_DAYS = anchors(DAYS)
_COUNT = re.compile(
    rf"(?<![\w.,:/-])(?P<number>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?:[ \u00a0]?\([^()\n]{{1,20}}\))?"
    r"[ \u00a0-]{0,2}(?:(?:business|working|calendar|full|short) )?\Z"
)
_BEFORE = re.compile(rf"(?<!\w)(?:{'|'.join(BEFORE)})[ \u00a0\n:]{{1,3}}\Z")
_AFTER = re.compile(
    r"[ -](?:left|remain(?:s|ing)?|deadline|notice|from (?:now|receipt)|zeit|restant(?:es)?|rimast[aie]|kvar|içinde|kaldı|süreniz"
    r"|to (?:pay|respond|act|comply))(?!\w)"
)
_CLOCK = r"\d{1,2}(?:[:.]\d\d)?[ \u00a0]?(?:am|pm|a\.m\.?|p\.m\.?|uhr|h|hrs|o['’]clock|uur)?(?: (?:utc|gmt|est|edt|pst|pdt|cet|cest|et|pt))?"
_ARTICLES = (
    r"(?:the|this|next|coming|on|of|at|um|den|dem|kommenden|nächsten|le|la|el|il|este|ce|próximo|prossimo|prossima|questo|aanstaande|komende|op|på|nu"
    r"|najbliższy|najbliższego|o|a|à|às|alle|las|ore|de|klockan|kl\.?|saat)"
)
_UNTIL = re.compile(
    rf"(?<!\w)(?:{'|'.join(UNTIL)})[ \u00a0\n]{{1,2}}(?:{_ARTICLES} ){{0,3}}(?:{_CLOCK}[, \u00a0]{{1,2}})?(?:{_ARTICLES} ){{0,3}}\Z"
)
_DATE = re.compile(r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d))(?![\w/-])")


_DATE_SHAPES = (b"-00-0", b".00.0", b"/00/0", b".0.0", b"/0/0")

DO_IT = frozenset({"today", "tomorrow", "tonight", "noon", *WEEKDAYS})
"""Before these, "do" is the English word and not the Polish one."""


@finder("deadline", words=(*_UNITS, *_DAYS), signs="/.-")
def deadline(passage: Passage) -> Iterator[Found]:
    """A term: hours ("24h"), a day ("today", "friday", "end of week") or "date"."""
    yield from _terms(passage)
    for start, end, name in passage.places(_DAYS):
        since = _until(passage.folded, start)
        if since >= 0 and not (name in DO_IT and passage.folded.startswith("do ", since)):
            yield since, end, DAYS[name]
    if passage.has_digits and any(mark in passage.shape for mark in _DATE_SHAPES):
        for found in _DATE.finditer(passage.text):
            since = _until(passage.folded, found.start())
            if since >= 0:
                yield since, found.end(), "date"


def _until(text: str, start: int) -> int:
    """Where the words begin that make the day at `start` a term, -1 where there are none."""
    first = max(0, start - NEAR)
    found = _UNTIL.search(text[first:start])
    return first + found.start() if found else -1


def _terms(passage: Passage) -> Iterator[Found]:
    """A number of units where the words around make it a term."""
    for start, end, name in passage.places(_UNITS):
        text = passage.folded
        near = text[max(0, start - NEAR) : start]
        last = near.rstrip(" -\u00a0)")[-1:]
        count = _COUNT.search(near) if last and (last in DIGITS or last.isalpha()) else None
        if not count or text[end : end + 2] == "::":
            continue
        before, after = _BEFORE.search(near[: count.start()]), _AFTER.match(text, end)
        if before or after:
            number = NUMBERS.get(count["number"]) or int(count["number"])
            hours = ceil(number * _HOURS[name])
            if 0 < hours <= LONGEST_HOURS:
                first = start - len(near) + (before or count).start()
                yield first, after.end() if after else end, f"{hours}h"
