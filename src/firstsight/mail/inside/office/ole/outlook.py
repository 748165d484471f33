"""Messages saved by Outlook (.msg): their text and the files attached to them.

Source: [MS-OXMSG] 2.1.1 (streams of properties), 2.2.1 (attachment storages); [MS-OXPROPS] (ids of properties).
"""

from __future__ import annotations

from itertools import islice

from firstsight.mail.inside.listing import MAX_FILE, Listing, Read
from firstsight.mail.inside.office.gathered import MAX_TEXT, Gathered
from firstsight.mail.inside.office.ole.compound import STORAGE, Compound, Node
from firstsight.mail.inside.opener import File

MAX_ATTACHMENTS = 50
"""Attachments looked at."""

SUBJECT, BODY, HTML = "0037", "1000", "1013"
LONG_NAME, SHORT_NAME, CONTENT = "3707", "3704", "3701"
"""Ids of properties, in the hexadecimal digits of their streams."""


def read_outlook(compound: Compound, into: Gathered) -> None:
    """What a saved message says and carries; nothing where the file is none."""
    if compound.find("__properties_version1.0") is None:
        return
    for number in (SUBJECT, BODY):
        into.text(_text(compound, "", number))
    page = compound.find(f"__substg1.0_{HTML}0102")
    if page is not None:
        into.files.append(File("message.html", "text/html", "text/html", compound.read(page, MAX_FILE)))
    listing = Listing()
    storages = (n for n in compound.nodes if n.kind == STORAGE and n.path.startswith("__attach_version1.0"))
    for storage in islice((n for n in storages if "/" not in n.path), MAX_ATTACHMENTS):
        name = _text(compound, storage.path, LONG_NAME) or _text(compound, storage.path, SHORT_NAME)
        content = compound.find(f"{storage.path}/__substg1.0_{CONTENT}0102")
        listing.add(name, content.size if content else 0, _reader(compound, content))
    into.take(listing.traits, listing.holds, listing.files)


def _reader(compound: Compound, node: Node | None) -> Read:
    return lambda limit: compound.read(node, limit) if node else b""


def _text(compound: Compound, storage: str, number: str) -> str:
    """A property as text, from its Unicode or its other form; "" where there is none."""
    prefix = f"{storage}/" if storage else ""
    if node := compound.find(f"{prefix}__substg1.0_{number}001F"):
        raw = compound.read(node, MAX_TEXT * 2)
        return raw[: len(raw) & ~1].decode("utf-16-le", "replace").replace("\r\n", "\n")
    if node := compound.find(f"{prefix}__substg1.0_{number}001E"):
        return compound.read(node, MAX_TEXT).decode("cp1252", "replace").replace("\r\n", "\n")
    return ""
