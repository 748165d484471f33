"""Dates as the world writes them, against the calendar of the standard library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.trust.received import EARLIEST, LATEST, parse_date, receipt_time

MOMENT = 1_057_049_557
"""Tue, 1 Jul 2003 10:52:37 +0200"""


@given(
    st.datetimes(datetime(1971, 1, 2), datetime(2100, 12, 30)),  # noqa: DTZ001  # hypothesis adds the zone below
    st.integers(-14 * 60, 14 * 60),
)
def test_every_date_of_the_calendar_is_read_as_the_standard_library_does(moment: datetime, minutes: int) -> None:
    moment = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse_date(format_datetime(moment)) == int(moment.timestamp())
    assert parse_date(moment.isoformat()) == int(moment.timestamp())
    in_utc = moment.astimezone(UTC)
    assert parse_date(in_utc.ctime()) == int(moment.timestamp())


@given(st.text(max_size=300))
def test_any_text_is_a_time_in_range_or_none(value: str) -> None:
    time = parse_date(value)
    assert time is None or EARLIEST <= time < LATEST


@pytest.mark.parametrize(
    "value",
    [
        "Tue, 1 Jul 2003 10:52:37 +0200",
        "Tue, 01 Jul 2003 10:52:37 +0200 (CEST)",
        "1 Jul 2003 10:52:37 +0200",
        "\r\n\tTue,  1  Jul  2003\r\n 10:52:37\r\n +0200",
        "Tue (day), 1 Jul (month (of \\) summer)) 2003 10:52:37 (a comment) +0200",
        "Tue, 1 Jul 03 08:52:37 GMT",
        "Tue, 1 Jul 103 08:52:37 UT",
        "Tuesday, 01-Jul-03 08:52:37 UTC",
        "Tue, 1 July 2003 08:52:37 Z",
        "Tue, 1 Jul 2003 08:52:37 J",
        "Tue, 1 Jul 2003 08:52:37 XYZ",
        "Tue, 1 Jul 2003 08:52:37",
        "Tue, 1 Jul 2003 04:52:37 EDT",
        "Tue, 1 Jul 2003 03:52:37 EST",
        "Tue, 1 Jul 2003 01:52:37 PDT",
        "Tue, 1 Jul 2003 10:52:37 CEST",
        "Tue, 1 Jul 2003 10:52:37 GMT+0200",
        "Tue, 1 Jul 2003 10:52:37 GMT+2",
        "Tue, 1 Jul 2003 10:52:37 +02:00",
        "Tue, 1 Jul 2003 10:52:37+0200",
        "Tue,1 Jul 2003 10:52:37 +0200",
        "Tue 1 Jul 2003 10:52:37 +0200",
        "Mardi, 1 Jul 2003 10:52:37 +0200",
        "Tue, 1st Jul 2003 10.52.37 +0200",
        "Tue, 1 Jul 2003 10:52:37 AM +0200",
        "Tue, 1 Jul 2003 10:52:37.123 +0200",
        "Tue, 1 Jul 2003 08:52:37 +9900",
        "Tue, 1 Jul 2003 08:52:37 -0000",
        "Tue Jul  1 08:52:37 2003",
        "Tue Jul  1 08:52:37 GMT 2003",
        "Tue Jul  1 10:52:37 +0200 2003",
        "Tue Jul  1 10:52:37 2003 +0200",
        "Jul 1, 2003 8:52:37 AM",
        "July 1, 2003 at 10:52:37 +0200",
        "2003-07-01T08:52:37Z",
        "2003-07-01 10:52:37 +0200",
    ],
)
def test_one_moment_in_all_its_spellings(value: str) -> None:
    assert parse_date(value) == MOMENT


@pytest.mark.parametrize(("value", "seconds"), [("Tue, 1 Jul 2003 08:52 +0000", 37), ("1 Jul 2003", 8 * 3600 + 3157)])
def test_what_is_missing_counts_as_zero(value: str, seconds: int) -> None:
    assert parse_date(value) == MOMENT - seconds


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "Tue, 32 Jul 2003 10:52:37 +0200",
        "Sat, 29 Feb 2003 10:52:37 +0200",
        "Tue, 1 Foo 2003 10:52:37 +0200",
        "Tue, 1 Jul 2003 24:52:37 +0200",
        "Tue, 1 Jul 2003 10:60:37 +0200",
        "Tue, 1 Jul 2003 10:52:61 +0200",
        "Thu, 1 Jan 1970 00:00:00 +0000",
        "Fri, 31 Dec 1970 23:59:59 +0000",
        "Sat, 1 Jan 2101 00:00:00 +0000",
        "Tue, 1 Jul 9999 10:52:37 +0200",
        "Tue, 1 Jul 20030 10:52:37 +0200",
    ],
)
def test_what_is_no_date_or_out_of_range_is_none(value: str) -> None:
    assert parse_date(value) is None


def test_the_leap_years_are_those_of_gregory() -> None:
    assert parse_date("29 Feb 2000 00:00 +0000") == 951_782_400
    assert parse_date("29 Feb 2100 00:00 +0000") is None


TOP = b"Received: from a by b\r\n\twith ESMTP; Tue, 1 Jul 2003\r\n 10:52:37 +0200 (CEST)\r\n"


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_the_topmost_received_field_counts(line_end: bytes) -> None:
    block = b"Return-Path: <a@b>\r\n" + TOP + b"Received: by c; 1 Jul 2020 00:00:00 +0000\r\nDate: 1 Jul 2021\r\n"
    assert receipt_time(block.replace(b"\r\n", line_end)) == MOMENT


def test_the_date_is_found_among_semicolons() -> None:
    assert receipt_time(b"RECEIVED : from a (x; y) by b (c; d); 1 Jul 2003 08:52:37 GMT (p; q)\n") == MOMENT


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"Date: Tue, 1 Jul 2003 10:52:37 +0200\n",
        b"X-Received: by c; 1 Jul 2020 00:00:00 +0000\n",
        b"Received: from a by b\nReceived: by c; 1 Jul 2020 00:00:00 +0000\n",
        b"Received: from a by b; long ago\n",
    ],
)
def test_without_a_date_on_top_there_is_no_time(block: bytes) -> None:
    assert receipt_time(block) is None


@given(st.binary(max_size=400))
def test_any_octets_give_a_time_or_none(octets: bytes) -> None:
    time = receipt_time(b"Received:" + octets)
    assert time is None or EARLIEST <= time < LATEST
