"""ZIP archives: what is in them, whether it can be looked at, and what it would do."""

from __future__ import annotations

from firstsight.mail.inside.listing import list_zip
from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.office.ooxml import TYPES, read_ooxml
from firstsight.mail.inside.office.package import Package
from firstsight.mail.inside.opener import File, Inside, opener
from firstsight.mail.inside.zipdir import read_directory


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
    into = Gathered()
    directory = read_directory(file.octets)
    if any(entry.name.lower() == TYPES for entry in directory.entries):
        read_ooxml(Package(file.octets), into)  # a document that begins with other entries, or made to look like one
    listing = list_zip(file.octets, directory)
    into.take(listing.traits, listing.holds, listing.files)
    into.defect(directory.defect)
    return into.inside()
