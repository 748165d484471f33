"""An event: one thing that happened, once, at one time."""

from __future__ import annotations

from msgspec import Struct

DAY = 86_400
"""Seconds in a day; days are UTC and counted from 1970-01-01."""


class Event(Struct, frozen=True):
    """What every event has. `time` is in seconds since 1970-01-01 UTC; `uid` is the same for the same octets."""

    uid: str
    time: int


def day_of(time: int) -> int:
    """The UTC day that holds `time`, in days since 1970-01-01.

    >>> day_of(86_399), day_of(86_400), day_of(-1)
    (0, 1, -1)
    """
    return time // DAY
