"""The files of a container together."""

from __future__ import annotations

import pytest

from firstsight.mail.inside.listing import (
    MAX_FILE,
    MAX_FILE_OCTETS,
    MAX_FILES,
    MAX_HELD,
    PEEK,
    PEEKS,
    Listing,
    list_zip,
)
from firstsight.mail.inside.zipdir import read_directory
from tests.unit.mail.inside.zips import encrypted, zipped

PAGE = b"<html>"


class Content:
    """Content that counts how much of it was asked for."""

    def __init__(self, octets: bytes) -> None:
        self.octets, self.asked = octets, 0

    def read(self, limit: int) -> bytes:
        """The first `limit` octets."""
        self.asked += limit
        return self.octets[:limit]


def test_what_is_said_of_a_file_comes_first() -> None:
    listing = Listing()
    for name in ("readme.txt", "run.exe", "notes.txt"):
        listing.add(name, 1, lambda _: b"x")
    assert listing.holds == ("run.exe", "readme.txt", "notes.txt")
    assert listing.traits == ("executable",)


def test_the_number_of_names_is_bounded_and_a_late_program_is_still_named() -> None:
    listing = Listing()
    for number in range(MAX_HELD * 3):
        listing.add(f"{number}.txt", 1, lambda _: b"")
    listing.add("late.exe", 1, lambda _: b"")
    assert len(listing.holds) == MAX_HELD
    assert listing.holds[0] == "late.exe"


def test_a_program_is_told_by_its_first_octets() -> None:
    listing = Listing()
    listing.add("picture.png", 100, lambda limit: (b"MZ" + bytes(98))[:limit])
    assert listing.traits == ("executable",)


def test_an_archive_in_it_is_told_by_content_and_by_name() -> None:
    for name, head in (("inner.dat", b"PK\x03\x04" + bytes(40)), ("inner.rar", b"")):
        listing = Listing()
        listing.add(name, 10, lambda limit, head=head: head[:limit])  # type: ignore[misc]  # bound at once
        assert listing.traits == ("nested-archive",)


def test_what_is_encrypted_is_listed_and_not_read() -> None:
    listing = Listing()
    listing.add("page.html", 10, None)
    assert (listing.traits, listing.holds, listing.files) == (("encrypted",), ("page.html",), [])


@pytest.mark.parametrize("name", ["page.html", "invite.ics", "link.url"])
def test_text_that_shows_no_type_is_opened_by_its_extension(name: str) -> None:
    listing = Listing()
    listing.add(name, 10, lambda limit: b"plain words"[:limit])
    assert [file.name for file in listing.files] == [name]


def test_files_worth_opening_are_handed_on_within_bounds() -> None:
    listing = Listing()
    for number in range(MAX_FILES + 5):
        listing.add(f"{number}", 10, lambda limit: PAGE[:limit])
    assert len(listing.files) == MAX_FILES
    assert listing.files[0].detected == "text/html"

    listing = Listing()
    for number in range(4):
        listing.add(f"{number}", MAX_FILE, lambda limit: (PAGE + b" " * (MAX_FILE - 6))[:limit])
    assert sum(len(file.octets) for file in listing.files) == MAX_FILE_OCTETS
    listing = Listing()
    listing.add("lies", 10, lambda limit: (PAGE + b" " * MAX_FILE)[:limit])
    listing.add("big", MAX_FILE + 1, lambda limit: (PAGE + b" " * MAX_FILE)[:limit])
    listing.add("script.py", 10, lambda limit: b"#!/bin/python"[:limit])
    assert listing.files == []


def test_what_is_unpacked_to_tell_types_is_bounded() -> None:
    listing, content = Listing(), Content(bytes(10 * PEEK))
    for number in range(1000):
        listing.add(f"{number}.txt", 10 * PEEK, content.read)
    assert content.asked == PEEKS
    empty = Content(b"")
    for number in range(100_000):
        listing.add(f"{number}.txt", 10, empty.read)
    assert empty.asked == 0


def test_a_zip_is_listed_without_its_folders() -> None:
    octets = zipped({"docs/": b"", "docs/page.html": PAGE})
    listing = list_zip(octets, read_directory(octets))
    assert (listing.holds, len(listing.files)) == (("docs/page.html",), 1)
    octets = encrypted(octets)
    listing = list_zip(octets, read_directory(octets))
    assert (listing.traits, listing.files) == (("encrypted",), [])
