"""Sections of OneNote: files that lie under its pictures, one click away, and its words.

The structure of properties is not followed: files are found by the mark before each, names and words by how they are
written. Source: [MS-ONESTORE] 2.3.1 (header), 2.6.13 (FileDataStoreObject); [MS-ONE] 2.3.9 (embedded file name).
"""

from __future__ import annotations

import re
from itertools import islice

from firstsight.mail.content.magic import detect
from firstsight.mail.content.promise import IMAGE, family_of_type
from firstsight.mail.inside.listing import MAX_FILE, Listing
from firstsight.mail.inside.names import traits_of_name
from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.opener import File, Inside, opener

STORE = bytes.fromhex("e716e3bd65261145a4c48d4d0b7a9eac")
"""What stands before each file: {BDE316E7-2665-4511-A4C4-8D4D0B7A9EAC}."""

MAX_FILES = 50
"""Files looked at."""

MAX_NAMES = 50
"""Names of files kept."""

MAX_READ = 4_194_304
"""Octets searched for names and words."""

MAX_RUNS = 2_000
"""Runs of words looked at."""

_NAME = re.compile(rb"(?:[\x20-\x21\x23-\x29\x2b-\x2e\x30-\x39\x3b\x3d\x40-\x5b\x5d-\x7b\x7d-\xff]\0){1,120}")
_WORDS = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\0){8,4000}")


@opener("application/onenote", extensions="one onepkg")
def open_onenote(file: File) -> Inside:
    """Traits: embedded-object (a file that is no picture), executable, double-extension and what files in archives
    have; names of the files, words. Files worth it are handed on.
    """
    into = Gathered()
    octets = file.octets
    listing = Listing()
    at, count = octets.find(STORE), 0
    while at >= 0 and count < MAX_FILES:
        length = int.from_bytes(octets[at + 16 : at + 24], "little")
        begin = at + 36
        content = octets[begin : begin + min(length, MAX_FILE + 1)]
        kind = detect(content)
        if family_of_type(kind) != IMAGE:
            into.say("embedded-object")
        listing.add("", length, lambda limit, content=content: content[:limit])  # type: ignore[misc]  # bound at once
        count += 1
        at = octets.find(STORE, begin)
    into.take(listing.traits, (), listing.files)
    _read_names(octets[:MAX_READ], into)
    return into.inside()


def _read_names(octets: bytes, into: Gathered) -> None:
    """Names of files, and what they say; then the words."""
    names = 0
    for found in islice(_WORDS.finditer(octets), MAX_RUNS):
        text = found[0].decode("utf-16-le")
        if len(text) <= 255 and (traits := traits_of_name(text, "")) and names < MAX_NAMES:
            names += 1
            into.say(*traits)
            into.hold(text)
        else:
            into.text(text)
