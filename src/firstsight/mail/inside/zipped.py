"""ZIP archives: what is in them, whether it can be looked at, and what it would do."""

from __future__ import annotations

from functools import partial

from firstsight.mail.inside.listing import Listing
from firstsight.mail.inside.opener import File, Inside, opener
from firstsight.mail.inside.zipdir import Directory, read_directory, unpack


@opener(
    "application/zip",
    "application/x-zip-compressed",
    "application/java-archive",
    "application/vnd.android.package-archive",
    "application/epub+zip",
    extensions="zip zipx jar apk",
)
def open_zip(file: File) -> Inside:
    """Names of the entries, and traits: encrypted, executable, double-extension, hidden-extension, nested-archive,
    disk-image, macro-format, exotic-archive, bomb, mismatched-names.
    """
    directory = read_directory(file.octets)
    listing = listed(file.octets, directory)
    return Inside(listing.traits, holds=listing.holds, files=tuple(listing.files), defect=directory.defect)


def listed(octets: bytes, directory: Directory) -> Listing:
    """All files of a directory, looked at."""
    listing = Listing()
    for entry in directory.entries:
        if not entry.name.endswith("/"):
            read = None if entry.encrypted else partial(unpack, octets, entry)
            listing.add(entry.name, entry.size, read)
    listing.say(*directory.traits)
    return listing
