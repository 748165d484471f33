"""The calendar of the world: working days, holidays, local hours, RFC 5322 dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

from firstsight.model import DAY

FIRST_DAY = date(2025, 1, 2)
"""The world begins on a Thursday after New Year, so that a year of 365 days ends with the Christmas shutdown."""

_FIXED = {(1, 1), (1, 6), (5, 1), (10, 3), (11, 1), (12, 24), (12, 25), (12, 26), (12, 31)}
"""Public holidays of the upper Rhine that fall on the same day each year, and the two half days that nobody works."""

_EASTER_OFFSETS = (-2, 1, 39, 50)
"""Good Friday, Easter Monday, Ascension, Whit Monday, in days from Easter Sunday."""


def easter(year: int) -> date:
    """Easter Sunday. Source: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).

    >>> easter(2025), easter(2026)
    (datetime.date(2025, 4, 20), datetime.date(2026, 4, 5))
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def is_working(day: date) -> bool:
    """Whether the organisation works on that day: no weekend, no public holiday, not the days between the years."""
    if day.weekday() >= 5 or (day.month, day.day) in _FIXED or (day.month == 12 and day.day > 26):
        return False
    return (day - easter(day.year)).days not in _EASTER_OFFSETS


@cache
def summer_time(day: date) -> bool:
    """Whether Europe keeps summer time on that day: from the last Sunday of March to the last of October."""

    def last_sunday(month: int) -> date:
        end = date(day.year, month, 31)
        return end - timedelta((end.weekday() + 1) % 7)

    return last_sunday(3) <= day < last_sunday(10)


def at(day: date, hour: float, zone: int) -> int:
    """Seconds since 1970 of a local `hour` (0..24, with fraction) in a zone `zone` hours east of UTC in winter."""
    offset = zone + (1 if summer_time(day) else 0)
    return (day - date(1970, 1, 1)).days * DAY + int((hour - offset) * 3600)


def stamp(time: int, zone: int) -> str:
    """RFC 5322, section 3.3, in the local time of the zone.

    >>> stamp(1735804800, 1)
    'Thu, 2 Jan 2025 09:00:00 +0100'
    """
    offset = zone + (1 if summer_time(datetime.fromtimestamp(time, UTC).date()) else 0)
    local = datetime.fromtimestamp(time, timezone(timedelta(hours=offset)))
    return f"{_WEEKDAYS[local.weekday()]}, {local.day} {_MONTHS[local.month - 1]} {local:%Y %H:%M:%S %z}"


def asctime(time: int) -> str:
    """The date of an mbox separator line (RFC 4155): UTC, day padded with a space.

    >>> asctime(1735804800)
    'Thu Jan  2 08:00:00 2025'
    """
    moment = datetime.fromtimestamp(time, UTC)
    return f"{_WEEKDAYS[moment.weekday()]} {_MONTHS[moment.month - 1]} {moment.day:2d} {moment:%H:%M:%S %Y}"


def iso(time: int) -> str:
    """ISO 8601 in UTC, to the second: 2025-01-02T08:00:00Z."""
    return f"{datetime.fromtimestamp(time, UTC):%Y-%m-%dT%H:%M:%SZ}"


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Not %a and %b: those follow the locale."""
