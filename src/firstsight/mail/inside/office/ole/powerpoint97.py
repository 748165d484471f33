"""PowerPoint 97 to 2003: whether it is encrypted, its macros, its words and links.

Source: [MS-PPT] 2.1.2 (streams), 2.3.1 (record header), 2.3.2 (CurrentUserAtom), 2.9.76 (TextCharsAtom), 2.9.77
(TextBytesAtom), 2.10.16 (ExHyperlinkContainer), 2.10.34 (ExOleObjStg).
"""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.inside.office.gathered import MAX_HREF, MAX_TEXT, Gathered
from firstsight.mail.inside.office.ole.compound import Compound, storage_of
from firstsight.mail.inside.office.ole.embedded import read_objects
from firstsight.mail.inside.office.ole.vba import read_macros

MAX_STREAM = 16_777_216
"""Octets read of a presentation."""

MAX_RECORDS = 20_000
"""Records looked at, containers among them."""

MAX_STORAGES, MAX_STORAGE = 5, 1_048_576
"""Storages (macros, objects) unpacked of one presentation, and octets of each."""

ENCRYPTED_TOKEN = 0xF3D1C4DF
"""What the CurrentUserAtom says of an encrypted presentation."""

TEXT_CHARS, TEXT_BYTES, STRING, HYPERLINK, STORAGE = 0x0FA0, 0x0FA8, 0x0FBA, 0x0FD7, 0x1011


def read_powerpoint(compound: Compound, into: Gathered) -> None:
    """What the PowerPoint Document stream of a compound file says; nothing where there is none."""
    node = compound.find("PowerPoint Document")
    user = compound.find("Current User")
    if user and int.from_bytes(compound.read(user, 16)[12:16], "little") == ENCRYPTED_TOKEN:
        into.say("encrypted")
        return
    stream = compound.read(node, MAX_STREAM) if node else b""
    link_end, storages = 0, 0
    for kind, at, end in records(stream):
        if kind == HYPERLINK:
            link_end = end
        elif kind == TEXT_CHARS and into.room:
            into.text(stream[at : min(end, at + MAX_TEXT * 2)].decode("utf-16-le", "replace").replace("\r", "\n"))
        elif kind == TEXT_BYTES and into.room:
            into.text(stream[at : min(end, at + MAX_TEXT)].decode("latin-1").replace("\r", "\n"))
        elif kind == STRING and at < link_end:
            target = stream[at : min(end, at + MAX_HREF * 2)].decode("utf-16-le", "replace")
            if ":" in target:
                into.link(target)  # the other string is the name of the link
        elif kind == STORAGE and storages < MAX_STORAGES:
            storages += 1
            inner = Compound(storage_of(stream[at:end], MAX_STORAGE))
            into.say(*read_macros(inner).traits)
            read_objects(inner, into)


def records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, begin and end of the content of each record; what is in a container follows it."""
    at = 0
    for _ in range(MAX_RECORDS):
        if at + 8 > len(stream):
            return
        kind, end = stream[at + 2] | stream[at + 3] << 8, at + 8 + int.from_bytes(stream[at + 4 : at + 8], "little")
        yield kind, at + 8, end
        at = at + 8 if stream[at] & 0x0F == 0x0F else end
