"""Invitations: who organises them, who is asked, where they lead.

Read line by line, tolerant of what calendars write; recurrences are not expanded and alarms do nothing.
Source: RFC 5545 sections 3.1 (content lines), 3.3.11 (text), 3.6.6 (alarms), 3.8.4.1, 3.8.4.3 (people); RFC 5546;
RFC 7986 (CONFERENCE).
"""

from __future__ import annotations

import re
from binascii import a2b_qp

from firstsight.mail.content.magic import detect
from firstsight.mail.inside.opener import File, Inside, opener
from firstsight.mail.links import MAX_HREF, bare_urls
from firstsight.mail.text.html import MAX_WORK, read_html
from firstsight.mail.text.words import base64_octets, to_text

MAX_OCTETS = 1_048_576
"""Octets of an invitation that are read; a calendar of a year is larger, and no invitation."""

MAX_LINES = 10_000
"""Content lines looked at."""

MAX_LINE = 65_536
"""Characters of one unfolded line that holds no file."""

MAX_FILES = 5
"""Files taken out of an invitation or a card."""

MAX_NAME = 60
"""Characters of the name of a property."""

MAX_PEOPLE = 50
"""Organizer and attendees kept."""

MAX_ADDRESS = 320
"""Characters of an address. Source: RFC 5321 section 4.5.3.1."""

MAX_LINKS = 50
"""Links kept."""

MAX_TEXT = 20_000
"""Characters kept of what it says."""

SAID = frozenset({"SUMMARY", "LOCATION", "DESCRIPTION", "COMMENT", "CONTACT"})
"""Properties whose words a reader sees."""

POINTS = frozenset({"URL", "ATTACH", "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"})
"""Properties that are a reference."""

PEOPLE = {"ORGANIZER": "organizer", "ATTENDEE": "attendee"}
"""Properties that name a person, and the role."""

CARD = frozenset({"FN", "ORG", "TITLE", "NOTE", "EMAIL", "TEL", "URL", "ADR", "SOURCE", "X-SOCIALPROFILE", "IMPP"})
"""Properties of a card whose words a reader sees."""

_PARAMETER = re.compile(r'([^;="]{1,60})=("[^"]{0,200}"|[^;"]{0,200})')
_FOLD = re.compile(r"\n[ \t]")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@opener("text/calendar", "application/ics", "text/x-vcalendar", extensions="ics ical ifb vcs")
def open_calendar(file: File) -> Inside:
    """Organizer, attendees, links, words, and whether it invites, cancels or brings a file or a program."""
    text = to_text(file.octets[:MAX_OCTETS], "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    traits: dict[str, None] = {}
    links: dict[tuple[str, str, str], None] = {}
    people: dict[tuple[str, str], None] = {}
    said: list[str] = []
    files: list[File] = []
    budget = MAX_WORK
    for line in _FOLD.sub("", text).split("\n", MAX_LINES)[:MAX_LINES]:
        name, parameters, value = content_line(line if line[:6].upper() == "ATTACH" else line[:MAX_LINE])
        if not name:
            continue
        if name == "ATTACH" and "BASE64" in parameters.upper():
            traits["attached-file"] = None
            files.extend([_file(parameters, value)] if len(files) < MAX_FILES else ())
            continue
        for trait in _traits(name, value):
            traits[trait] = None
        if name in PEOPLE and len(people) < MAX_PEOPLE and (address := _address(value)):
            people[PEOPLE[name], address] = None
        if name in SAID:
            words = _words(value)
            said.append(words)
            urls = bare_urls(words, MAX_LINKS)
        elif name == "X-ALT-DESC":
            read = read_html(_words(value), MAX_LINKS, text=False, budget=budget)
            budget = max(budget - read.work, 0)
            urls = [href for href, _, place in read.links if place != "image"]
        else:
            urls = bare_urls(value, 1) if name in POINTS else []
        for url in urls:
            if len(links) < MAX_LINKS:
                links[url[:MAX_HREF], "", "calendar"] = None
    return Inside(tuple(traits), tuple(links), "\n".join(said)[:MAX_TEXT], files=tuple(files), addresses=tuple(people))


@opener("text/vcard", "text/x-vcard", "text/directory", extensions="vcf vcard")
def open_card(file: File) -> Inside:
    """Visiting cards: names, notes and addresses as words, links, pictures. Source: RFC 6350; vCard 2.1."""
    text = to_text(file.octets[:MAX_OCTETS], "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    links: dict[tuple[str, str, str], None] = {}
    said: list[str] = []
    files: list[File] = []
    for line in _FOLD.sub("", text.replace("=\n", "")).split("\n", MAX_LINES)[:MAX_LINES]:
        name, parameters, value = content_line(line)
        name, parameters = name.rpartition(".")[2], parameters.upper()
        if name in ("PHOTO", "LOGO") and ("ENCODING=B" in parameters or "BASE64" in parameters):
            files.extend([_file(parameters, value)] if len(files) < MAX_FILES else ())
        elif name in CARD:
            value = value[:MAX_LINE]
            if "QUOTED-PRINTABLE" in parameters:
                value = to_text(a2b_qp(value.encode("utf-8", "replace")))
            said.append(_words(value).replace(";", " ").strip())
            for url in bare_urls(said[-1], MAX_LINKS - len(links)):
                links[url[:MAX_HREF], "", "attachment"] = None
    return Inside((), tuple(links)[:MAX_LINKS], "\n".join(said)[:MAX_TEXT], files=tuple(files))


def _file(parameters: str, value: str) -> File:
    """A file packed in a line, with the name and the type that its parameters give."""
    given = {name.strip().upper(): held.strip('" ') for name, held in _PARAMETER.findall(parameters)}
    octets = base64_octets(value.encode("ascii", "ignore"))
    name = given.get("FILENAME") or given.get("X-FILENAME") or ""
    return File(name, given.get("FMTTYPE", "").lower(), detect(octets), octets)


def content_line(line: str) -> tuple[str, str, str]:
    """Name in upper case, parameters as written and value of a content line; empty strings where it is none.

    >>> content_line('Organizer;CN="Dr: Who":mailto:who@example.org')
    ('ORGANIZER', 'CN="Dr: Who"', 'mailto:who@example.org')
    """
    colon, start = line.find(":"), 0
    while colon > 0:
        quote = line.find('"', start, colon)
        if quote < 0 or (close := line.find('"', quote + 1)) < 0:
            break
        start = close + 1
        if colon < start:
            colon = line.find(":", start)
    if colon <= 0:
        return "", "", ""
    name, _, parameters = line[:colon].partition(";")
    return name.strip().upper()[:MAX_NAME], parameters, line[colon + 1 :].strip()


def _traits(name: str, value: str) -> tuple[str, ...]:
    method = value.upper() if name == "METHOD" else ""
    if method == "REQUEST":
        return ("invitation",)
    if method == "CANCEL":
        return ("cancellation",)
    if name == "ACTION" and value.upper() == "PROCEDURE":
        return ("alarm-procedure",)
    return ()


def _address(value: str) -> str:
    """The addr-spec of a calendar user in lower case, "" where it is none."""
    value = value.strip().strip('"')
    address = value[7:] if value[:7].lower() == "mailto:" else value
    address = address.partition("?")[0].strip().lower()
    sound = "@" in address and len(address) <= MAX_ADDRESS and not any(c.isspace() for c in address)
    return address if sound else ""


def _words(value: str) -> str:
    r"""Text with its escapes undone: \n is a line end.

    >>> _words(r"Lunch\, then work\nBring\; cake")
    'Lunch, then work\nBring; cake'
    """
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
