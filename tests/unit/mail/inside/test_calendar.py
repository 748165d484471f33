"""Invitations are read line by line, whatever wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside import TRAITS, File, Inside, look_inside
from firstsight.mail.inside.calendar import MAX_PEOPLE, open_calendar

INVITE = """BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
ORGANIZER;CN="Doe: Jane":mailto:Jane@Partner.example
ATTENDEE;RSVP=TRUE:MAILTO:ana@corp.example
SUMMARY:Review\\, second part
DESCRIPTION:Join at https://meet.exam
 ple/r/1\\nor call
URL:https://partner.example/e
X-ALT-DESC;FMTTYPE=text/html:<a href="https://evil.example/a">join</a>
END:VEVENT
END:VCALENDAR
"""


def read(text: str | bytes) -> Inside:
    octets = text if isinstance(text, bytes) else text.encode()
    return open_calendar.open(File("invite.ics", "text/calendar", "text/calendar", octets))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_people_links_and_words_are_found(end: str) -> None:
    inside = read(INVITE.replace("\n", end))
    assert inside.traits == ("invitation",)
    assert inside.addresses == (("organizer", "jane@partner.example"), ("attendee", "ana@corp.example"))
    assert [href for href, _, place in inside.links if place == "calendar"] == [
        "https://meet.example/r/1",
        "https://partner.example/e",
        "https://evil.example/a",
    ]
    assert inside.text.startswith("Review, second part")


def test_programs_files_and_cancellations_are_told() -> None:
    lines = "METHOD:CANCEL\nACTION:PROCEDURE\nATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA\n"
    assert read(lines).traits == ("cancellation", "alarm-procedure", "attached-file")


def test_a_crowd_is_bounded() -> None:
    inside = read("".join(f"ATTENDEE:mailto:p{number}@corp.example\n" for number in range(500)))
    assert len(inside.addresses) == MAX_PEOPLE


@given(st.binary(max_size=400))
def test_any_octets_give_an_answer_in_known_words(octets: bytes) -> None:
    file = File("x.ics", "text/calendar", "text/calendar", b"BEGIN:VCALENDAR\n" + octets)
    assert set(look_inside(file).traits) <= set(TRAITS)
