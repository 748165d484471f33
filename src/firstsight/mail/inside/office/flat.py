"""Office documents that are one file of XML: Word and Excel of 2003, and packages written flat.

Source: Microsoft, WordprocessingML 2003 and SpreadsheetML 2003 reference schemas; ECMA-376 part 2 (flat packages);
ActiveMime: [MS-OFFMACRO2] (macros of Word in XML).
"""

from __future__ import annotations

import re
import zlib
from binascii import Error as NotBase64
from binascii import a2b_base64
from itertools import islice

from firstsight.mail.content.magic import detect
from firstsight.mail.content.promise import IMAGE, family_of_type
from firstsight.mail.inside.office.gathered import MAX_LINKS, Gathered
from firstsight.mail.inside.office.markup import decoded, follow_fields, tags, words_of
from firstsight.mail.inside.office.ole.compound import SIGNATURE, STREAM, Compound, storage_of
from firstsight.mail.inside.office.ole.embedded import read_objects
from firstsight.mail.inside.office.ole.vba import read_macros
from firstsight.mail.inside.office.reach import leads_outside
from firstsight.mail.inside.office.relations import LOADS
from firstsight.mail.inside.opener import File, Inside, opener

MAX_READ = 4_194_304
"""Octets of a document that are looked at."""

MAX_OBJECTS, MAX_OBJECT = 10, 1_048_576
"""Binary pieces looked at, and octets of each."""

MAX_PICTURES = 3
"""Pictures handed on."""

_BINARY = re.compile(
    r"<(?:[\w.-]{1,20}:)?(?:binData|binaryData)(?:\s[^<>]{0,300})?>\s{0,100}([A-Za-z0-9+/=\s]{16,2000000})"
)
_CELL = re.compile(r"<(?:[\w.-]{1,20}:)?Data\s[^<>]{1,200}>([^<]{1,4000})<")
_DDE = re.compile(r"Formula\s{0,9}=\s{0,9}[\"']=[^\"'|<>]{1,60}\|")


def is_office(file: File) -> bool:
    """Whether a file of XML says in its head that it is a document of Office."""
    head = file.octets[:4_096].replace(b"\0", b"")
    return b"mso-application" in head or b"schemas.microsoft.com/office" in head or b"office:spreadsheet" in head


@opener("text/xml", "application/xml", extensions="xml", worth=is_office)
def open_flat(file: File) -> Inside:
    """Traits: macro, auto-exec, starts-programs, external-template, external-link, embedded-object, dde, executable;
    words, links; pictures are handed on.
    """
    into = Gathered()
    xml = decoded(file.octets[:MAX_READ])
    into.text(words_of(xml, into.room))
    into.text("\n".join(found[1] for found in islice(_CELL.finditer(xml), 2_000)))
    follow_fields(xml, into)
    into.say("dde" if _DDE.search(xml) else "")
    _read_targets(xml, into)
    for found in islice(_BINARY.finditer(xml), MAX_OBJECTS):
        try:
            content = a2b_base64(found[1][: MAX_OBJECT * 4 // 3])
        except (NotBase64, ValueError):
            continue
        _read_binary(content, into)
    return into.inside()


def _read_targets(xml: str, into: Gathered) -> None:
    """Links, and what is fetched."""
    for relation in islice(tags(xml, "Relationship"), MAX_LINKS):
        kind, target = relation.get("type", "").rpartition("/")[2].lower(), relation.get("target", "")
        if relation.get("targetmode", "").lower() == "external":
            if kind == "hyperlink":
                into.link(target)
            elif leads_outside(target):
                into.say("external-template" if kind in LOADS else "external-link")
                into.link(target)
    for template in islice(tags(xml, "attachedTemplate"), 10):
        if leads_outside(target := template.get("val", "")):
            into.say("external-template")
            into.link(target)
    for name, place in (("hlink", "dest"), ("Cell", "href")):
        for inside in islice(tags(xml, name), MAX_LINKS):
            into.link(inside.get(place, ""))


def _read_binary(content: bytes, into: Gathered) -> None:
    """A piece that is a compound file, packed or not, or a picture."""
    if content.startswith(b"ActiveMime"):
        content = unpacked(content)
    if content.startswith(SIGNATURE):
        compound = Compound(content)
        into.say(*read_macros(compound).traits)
        read_objects(compound, into)
        for node in islice((n for n in compound.nodes if n.kind == STREAM and n.name.startswith("_")), MAX_OBJECTS):
            read_objects(Compound(storage_of(compound.read(node, MAX_OBJECT), MAX_OBJECT)), into)
    elif family_of_type(kind := detect(content)) == IMAGE and len(into.files) < MAX_PICTURES:
        into.files.append(File("", "", kind, content))


def unpacked(content: bytes) -> bytes:
    """The compound file in an ActiveMime piece: a head of some fifty octets, then deflated octets; b"" where there is
    none.
    """
    for start in (b"\x78\x9c", b"\x78\x01", b"\x78\xda", b"\x78\x5e"):
        at = content.find(start, 0, 1_024)
        if at >= 0:
            try:
                return zlib.decompressobj().decompress(content[at:], MAX_OBJECT * 2)
            except zlib.error:
                continue
    return b""
