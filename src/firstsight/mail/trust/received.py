"""When a message came in: the date of its topmost trace field, and RFC 5322 dates with the defects that the world has.

The Date field is the sender's claim; the topmost Received field was written by the last server, so that it orders
an archive.
Source: RFC 5322, sections 3.3 (date-time), 3.6.7 (trace fields) and 4.3 (obsolete forms); RFC 5321, section 4.4.
"""

from __future__ import annotations

import re

LONGEST_DATE = 256
"""Characters of a date that are looked at. The longest RFC 5322 form has 31; the rest is room for comments."""

LONGEST_FIELD = 16_384
"""Octets of a Received field that are looked at; RFC 5322, section 2.1.1 has lines of 998."""

EARLIEST = 31_536_000
"""1971-01-01: what lies before is a broken clock, not a mail."""

LATEST = 4_133_980_800
"""2101-01-01, the first second that is too late."""

WIDEST_ZONE = 14 * 60
"""Minutes. No zone on earth is further from UTC than UTC+14; a wider offset is noise and counts as UTC."""

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_ZONES = {
    # RFC 5322, section 4.3.
    "EDT": -240, "EST": -300, "CDT": -300, "CST": -360, "MDT": -360, "MST": -420, "PDT": -420, "PST": -480,
    # Not in the RFC, but written by real servers and of one meaning only. Every other name counts as -0000.
    "AKST": -540, "AKDT": -480, "HST": -600, "BST": 60, "WEST": 60, "CET": 60, "MET": 60, "MEZ": 60, "CEST": 120,
    "MEST": 120, "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "MSD": 240, "SAST": 120, "HKT": 480, "SGT": 480,
    "JST": 540, "KST": 540, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}  # fmt: skip

# Possessive quantifiers (++, *+) where a part can match in one way only, so that backtracking stays small; not around
# groups that capture, which Python before 3.11.5 then loses (gh-106052). What is matched is at most LONGEST_DATE long.
_CLOCK = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{1,2})(?:[:.](?P<second>\d{1,2})(?:[.,]\d++)?)?"
    r"(?:\s*+(?P<half>[AaPp])\.?[Mm]\b\.?)?"
)
_ZONE = r"(?:\s*+(?P<zone>(?:UTC?|GMT)?\s?[+-]\s?\d{1,2}:?\d{0,2}|[A-Za-z]{1,5}\b))?"
_WEEKDAY = r"\s*+(?:[^\W\d_]{2,12}+\.?\s*+,\s*+|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}+\.?\s++|,\s*+)?"

_USUAL = re.compile(
    _WEEKDAY
    + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s.-]*(?P<month>[a-z]{3})[a-z]{0,6}[\s.,-]*(?P<year>\d{2,4})(?!\d)"
    + rf"(?:[\s,T:-]++(?:at\s++)?{_CLOCK}{_ZONE})?",
    re.IGNORECASE,
)
"""Tue, 1 Jul 2003 10:52:37 +0200"""

_ASCTIME = re.compile(
    _WEEKDAY
    + r"(?P<month>[a-z]{3})[a-z]{0,6}\.?\s++(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s++"
    + rf"(?:{_CLOCK}{_ZONE}\s++(?P<year>\d{{4}})(?:\s++(?P<zone_after>[+-]\d{{4}}))?"
    + rf"|(?P<year_first>\d{{4}})(?:[\s,]++(?:at\s++)?{(_CLOCK + _ZONE).replace('?P<', '?P<us_')})?)",
    re.IGNORECASE,
)
"""Tue Jul  1 10:52:37 2003, also with a zone before or after the year, and Jul 1, 2003 10:52:37"""

_ISO = re.compile(rf"\s*+(?P<year>\d{{4}})[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}})(?:[T\s]\s*+{_CLOCK}{_ZONE})?")
"""2003-07-01T10:52:37+02:00 (RFC 3339): not allowed in mail, found in mail."""

_RECEIVED = re.compile(rb"(?:\A|\n)received[ \t]*:", re.IGNORECASE)


def receipt_time(header_block: bytes) -> int | None:
    """The date of the topmost Received field in seconds since 1970, or None where there is no such field or date.

    Lines may end in LF or CRLF. The time is that of the field on top even if one below it is later or better formed.

    >>> receipt_time(b"Received: from a by b; Tue, 1 Jul 2003 10:52:37 +0200\\nReceived: from c by a; long ago\\n")
    1057049557
    """
    found = _RECEIVED.search(header_block)
    if found is None:
        return None
    start = found.end()
    field = header_block[start : _field_end(header_block, start)].decode("latin-1")
    # RFC 5321, section 4.4: the date stands behind the semicolon; a comment behind it may hold another one.
    parts = field.rsplit(";", 4)
    for part in reversed(parts[1:]):
        time = parse_date(part)
        if time is not None:
            return time
    return None


def _field_end(block: bytes, start: int) -> int:
    """Where the field that begins before `start` ends: the first line end that no space or tab follows (bounded)."""
    limit = min(len(block), start + LONGEST_FIELD)
    at = block.find(b"\n", start, limit)
    while at >= 0:
        if block[at + 1 : at + 2] not in (b" ", b"\t"):
            return at
        at = block.find(b"\n", at + 1, limit)
    return limit


def parse_date(value: str) -> int | None:
    """A date-time in seconds since 1970, or None where it is none or lies before 1971 or after 2100.

    Read as well: folded values, comments, no weekday, no seconds, no time (midnight), years of two and three digits,
    zone names, no zone (UTC), the asctime form, twelve-hour clocks, ISO 8601.

    >>> parse_date("Tue, 1 Jul 2003 10:52:37 +0200")
    1057049557
    >>> parse_date("Tue Jul  1 08:52:37 2003") == parse_date("1 Jul 03 04:52:37 EDT (eastern)") == 1057049557
    True
    """
    value = value[:LONGEST_DATE]
    match = _USUAL.match(value)
    if match is not None and (match["zone"] or "(" not in value):
        return _usual_seconds(match)
    if "(" in value:
        value = _without_comments(value)
        match = _USUAL.match(value)
    if match is not None:
        return _usual_seconds(match)
    match = _ASCTIME.match(value) or _ISO.match(value)
    return None if match is None else _other_seconds(match)


def _usual_seconds(match: re.Match[str]) -> int | None:
    """The time that a match of the usual form stands for."""
    day, month, year, hour, minute, second, half, zone = match.groups()
    offset = _zone_minutes(zone) if zone else 0
    return _seconds(
        _full_year(year), _MONTHS.get(month.lower(), 0), int(day), _clock(hour, minute, second, half), offset
    )


def _other_seconds(match: re.Match[str]) -> int | None:
    """The time that a match of the asctime or the ISO form stands for."""
    part = match.groupdict()
    prefix = ""
    if part.get("year_first"):
        part["year"], prefix = part["year_first"], "us_"
    month = part["month"]
    number = int(month) if month.isdigit() else _MONTHS.get(month.lower(), 0)
    clock = _clock(part[prefix + "hour"], part[prefix + "minute"], part[prefix + "second"], part[prefix + "half"])
    offset = _zone_minutes(part[prefix + "zone"] or part.get("zone_after") or "")
    return _seconds(_full_year(part["year"]), number, int(part["day"]), clock, offset)


def _seconds(year: int, month: int, day: int, clock: int, offset: int) -> int | None:
    """Seconds since 1970, or None where the date does not exist, the clock is negative or the time is out of range."""
    if clock < 0 or not (0 < month <= 12 and 0 < day <= _MONTH_DAYS[month]):
        return None
    if month == 2 and day == 29 and (year % 4 or (not year % 100 and year % 400)):
        return None
    time = _days(year, month, day) * 86_400 + clock - offset * 60
    return time if EARLIEST <= time < LATEST else None


def _clock(hour: str | None, minute: str | None, second: str | None, half: str | None) -> int:
    """Seconds since midnight (0 where there is no time), or -1 for a time that does not exist. A leap second counts."""
    if hour is None or minute is None:
        return 0
    hours, minutes, seconds = int(hour), int(minute), int(second or 0)
    if half:
        hours = hours % 12 + (12 if half in "pP" else 0)
    return hours * 3600 + minutes * 60 + seconds if hours < 24 and minutes < 60 and seconds <= 60 else -1


def _full_year(digits: str) -> int:
    """RFC 5322, section 4.3: 00 to 49 are 2000 to 2049, 50 to 99 and three digits count from 1900."""
    year = int(digits)
    if len(digits) >= 4:
        return year
    return year + 2000 if len(digits) == 2 and year < 50 else year + 1900


def _days(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 of a date in the Gregorian calendar, in whole numbers.

    March is taken as the first month, so that the leap day is the last of the year.

    >>> _days(1970, 1, 1), _days(2000, 3, 1)
    (0, 11017)
    """
    if month <= 2:
        year, month = year - 1, month + 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day - 719_469


def _zone_minutes(zone: str) -> int:
    """Minutes east of UTC: "+0200", "+02:00", "+2", "GMT+2", "EST"; 0 for any other name (RFC 5322, section 4.3)."""
    at = max(zone.find("+"), zone.find("-"))
    if at < 0:
        return _ZONES.get(zone.upper(), 0)
    digits = zone[at + 1 :].strip().replace(":", "")
    hours, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    offset = int(hours) * 60 + int(minutes)
    if offset > WIDEST_ZONE or int(minutes) > 59:
        return 0
    return -offset if zone[at] == "-" else offset


def _without_comments(value: str) -> str:
    """The text with every comment (RFC 5322, section 3.2.2; they nest) as one space; an open one runs to the end."""
    kept, depth, quoted = [], 0, False
    for char in value:
        if quoted:
            quoted = False
        elif char == "\\":
            quoted = True
        elif char == "(":
            depth += 1
            kept.append(" ")
        elif char == ")" and depth:
            depth -= 1
        elif not depth:
            kept.append(char)
    return "".join(kept)
