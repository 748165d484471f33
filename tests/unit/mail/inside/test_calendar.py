"""Invitations are read line by line, whatever wrote them."""

from __future__ import annotations

from base64 import b64encode
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside import TRAITS, File, Inside, look_inside
from firstsight.mail.inside.calendar import MAX_LINKS, MAX_PEOPLE, MAX_TEXT, content_line, open_calendar, open_card

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


INVITATION = r"""BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
ORGANIZER;CN="Berger: Ben":MAILTO:Ben@Partner.example
ATTENDEE;ROLE=REQ-PARTICIPANT;CN=Ana:mailto:ana@corp.example
SUMMARY;LANGUAGE=en:Salary review\, urgent
LOCATION:https://meet.example/r
 oom
DESCRIPTION:Sign in at https://login.evil.example/a\nbefore noon\; thank you
X-ALT-DESC;FMTTYPE=text/html:<a href="https://alt.example/x">here</a><img src="https://pixel.example/">
URL:https://url.example/
CONFERENCE;VALUE=URI:https://conf.example/
ATTACH;FMTTYPE=application/pdf:https://files.example/a.pdf
BEGIN:VALARM
ACTION:DISPLAY
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def opened(text: str | bytes) -> Inside:
    """What is found in an invitation."""
    return open_calendar.open(File("invite.ics", "text/calendar", "", text.encode() if isinstance(text, str) else text))


def test_people_links_words_and_the_invitation_are_read() -> None:
    inside = opened(INVITATION)
    assert inside.traits == ("invitation",)
    assert inside.addresses == (("organizer", "ben@partner.example"), ("attendee", "ana@corp.example"))
    assert [href for href, _, _ in inside.links] == [
        "https://meet.example/room",
        "https://login.evil.example/a",
        "https://alt.example/x",
        "https://url.example/",
        "https://conf.example/",
        "https://files.example/a.pdf",
    ]
    assert {place for _, _, place in inside.links} == {"calendar"}
    assert inside.text.startswith("Salary review, urgent\nhttps://meet.example/room\nSign in at ")
    assert inside.text.endswith("\nbefore noon; thank you")


@pytest.mark.parametrize(
    "octets",
    [
        INVITATION.replace("\n", "\r\n").encode(),
        INVITATION.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + INVITATION.encode(),
        INVITATION.encode("utf-16"),
    ],
)
def test_line_ends_and_charsets_do_not_matter(octets: bytes) -> None:
    assert opened(octets) == opened(INVITATION)


@pytest.mark.parametrize(
    ("line", "traits"),
    [
        ("METHOD:CANCEL", ("cancellation",)),
        ("METHOD:PUBLISH", ()),
        ("ACTION:procedure", ("alarm-procedure",)),
        ("ATTACH;VALUE=BINARY;ENCODING=BASE64:TVqQ", ("attached-file",)),
        ("ATTACH:https://files.example/a.pdf", ()),
        ("no content line", ()),
    ],
)
def test_what_it_does_is_told(line: str, traits: tuple[str, ...]) -> None:
    assert opened(f"BEGIN:VCALENDAR\n{line}\n").traits == traits


def test_a_colon_in_quotes_ends_no_parameters() -> None:
    assert content_line('A;P="x:y";Q="z":v:w') == ("A", 'P="x:y";Q="z"', "v:w")
    assert content_line('A;P="open:v') == ("A", 'P="open', "v")
    assert content_line(":v") == ("", "", "")


def test_everything_is_bounded() -> None:
    people = "".join(f"ATTENDEE:mailto:a{number}@corp.example\n" for number in range(99))
    links = "".join(f"URL:https://h{number}.example/\n" for number in range(99))
    inside = opened(people + links + "SUMMARY:" + "word " * 9_000)
    assert len(inside.addresses) == MAX_PEOPLE
    assert len(inside.links) == MAX_LINKS
    assert len(inside.text) == MAX_TEXT


@given(
    st.lists(st.sampled_from([*INVITATION.splitlines(), ":", ";", '"', " ", "\t", "\0", "\\", "A;B=", "é", "mailto:@"]))
)
def test_pieces_in_any_order_never_raise(pieces: list[str]) -> None:
    inside = opened("".join(piece + "\n" * (len(piece) > 1) for piece in pieces))
    assert set(inside.traits) <= set(TRAITS)


@given(st.binary(max_size=300))
def test_any_octets_never_raise(octets: bytes) -> None:
    opened(b"DESCRIPTION:" + octets).text.encode()


@pytest.mark.parametrize("line", ["A;" + '"' * 60_000, "A;" + 'a":b"' * 9_000, "A;" + " " * 60_000, "A" + " " * 60_000])
def test_hostile_lines_take_bounded_time(line: str) -> None:
    start = process_time()
    read((line + "\n") * 15)
    assert process_time() - start < 2.0


def test_hostile_markup_in_many_lines_takes_bounded_time() -> None:
    start = process_time()
    read(("X-ALT-DESC:" + "<b x=1>" * 5_000 + "<p>" * 3_000 + "\n") * 20)
    assert process_time() - start < 4.0


def test_an_address_that_is_too_long_is_none() -> None:
    lines = f"ATTENDEE:mailto:{'x' * 400}@corp.example\nATTENDEE:mailto:ana@corp.example\n"
    file = File("x.ics", "text/calendar", "text/calendar", f"BEGIN:VCALENDAR\n{lines}".encode())
    assert look_inside(file).addresses == (("attendee", "ana@corp.example"),)


def test_a_file_packed_in_an_invitation_is_handed_on() -> None:
    packed = b64encode(b"%PDF-1.7\n" + bytes(60)).decode()
    line = f'ATTACH;ENCODING=BASE64;VALUE=BINARY;FMTTYPE=application/pdf;FILENAME="a;b.pdf":{packed}'
    inside = open_calendar.open(File("a.ics", "", "text/calendar", f"BEGIN:VCALENDAR\n{line}\n".encode()))
    assert "attached-file" in inside.traits
    assert [(file.name, file.declared, file.detected) for file in inside.files] == [
        ("a;b.pdf", "application/pdf", "application/pdf")
    ]


def test_a_card_says_what_is_on_it_and_where_it_leads() -> None:
    photo = b64encode(b"\x89PNG\r\n\x1a\n" + bytes(40)).decode()
    card = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg =\r\nM=C3=BCller\r\n"
        "item1.EMAIL;TYPE=work:joerg@partner.example\r\nURL:https://partner.example/joerg\r\nORG:Partner;Sales\r\n"
        f"PHOTO;ENCODING=b;TYPE=PNG:{photo}\r\nEND:VCARD\r\n"
    ).encode()
    inside = open_card.open(File("j.vcf", "text/vcard", "text/vcard", card))
    assert inside.text == "Jörg Müller\njoerg@partner.example\nhttps://partner.example/joerg\nPartner Sales"
    assert inside.links == (("https://partner.example/joerg", "", "attachment"),)
    assert [file.detected for file in inside.files] == ["image/png"]


@given(st.binary(max_size=300))
def test_any_card_is_read(octets: bytes) -> None:
    assert open_card.open(File("a.vcf", "", "", octets)).traits == ()
