"""Word 97 to 2003: whether it is encrypted, its words, its fields and its template.

Source: [MS-DOC] 2.5.2 (FibBase), 2.5.7 (FibRgFcLcb97), 2.9.38 (Clx), 2.8.35 (PlcPcd), 2.9.73 (FcCompressed), 2.9.288
(SttbfAssoc).
"""

from __future__ import annotations

import re
from itertools import islice
from struct import unpack_from

from firstsight.mail.inside.office.gathered import MAX_LINKS, Gathered
from firstsight.mail.inside.office.ole.compound import Compound
from firstsight.mail.inside.office.reach import follow_field, leads_outside

MAX_READ = 200_000
"""Characters looked at for fields and text."""

MAX_PIECES = 4_000
"""Pieces of text read; each quick save makes some."""

MAX_TABLE = 4_194_304
"""Octets read of the table stream."""

MAX_STREAM = 16_777_216
"""Octets read of the document stream."""

ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
"""Flags of the File Information Block."""

CLX, ASSOC = 0x01A2, 0x019A
"""Where the File Information Block has the places of the piece table and of the associated strings."""

_FIELD = re.compile(r"\x13([^\x13\x14\x15]{1,2000})[\x14\x15]([^\x13\x14\x15]{0,200})")
_MARKS = re.compile(r"\x13[^\x13\x14\x15]*\x14|[\x00-\x08\x0e-\x1f]")
_BREAKS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x07": "\t"})


def read_word(compound: Compound, into: Gathered) -> None:
    """What the WordDocument stream of a compound file says; nothing where there is none."""
    node = compound.find("WordDocument")
    head = compound.read(node, 4_096) if node else b""
    if node is None or len(head) < CLX + 8:
        return
    flags = int.from_bytes(head[0x0A:0x0C], "little")
    if flags & ENCRYPTED:
        into.say("encrypted")
        return
    table = compound.find("1Table" if flags & SECOND_TABLE else "0Table")
    tables = compound.read(table, MAX_TABLE) if table else b""
    raw = text_of(compound.read(node, MAX_STREAM), _slice(tables, head, CLX))
    for found in islice(_FIELD.finditer(raw), MAX_LINKS):
        follow_field(found[1], found[2], into)
    template = _template(_slice(tables, head, ASSOC))
    if leads_outside(template):
        into.say("external-template")
        into.link(template)
    into.text(_MARKS.sub("", raw.translate(_BREAKS)).strip())


def _slice(tables: bytes, head: bytes, at: int) -> bytes:
    start, length = unpack_from("<II", head, at)
    return tables[start : start + length]


def text_of(document: bytes, clx: bytes) -> str:
    """The characters of a document in order, from its pieces, within `MAX_READ`."""
    at = 0
    while clx[at : at + 1] == b"\1":
        at += 3 + int.from_bytes(clx[at + 1 : at + 3], "little")
    if clx[at : at + 1] != b"\2":
        return ""
    plc = clx[at + 5 : at + 5 + int.from_bytes(clx[at + 1 : at + 5], "little")]
    count = (len(plc) - 4) // 12
    pieces: list[str] = []
    left = MAX_READ
    for number in range(min(count, MAX_PIECES)):
        begin, end = unpack_from("<II", plc, number * 4)
        (place,) = unpack_from("<I", plc, (count + 1) * 4 + number * 8 + 2)
        length, start = min(max(end - begin, 0), left), place & 0x3FFFFFFF
        if place & 0x40000000:  # one octet for a character, at half the place
            piece = document[start // 2 : start // 2 + length].decode("cp1252", "replace")
        else:
            raw = document[start : start + length * 2]
            piece = raw[: len(raw) & ~1].decode("utf-16-le", "replace")
        pieces.append(piece)
        left -= length
        if left <= 0:
            break
    return "".join(pieces)


def _template(strings: bytes) -> str:
    """The name of the attached template: the second of the associated strings."""
    if strings[:2] != b"\xff\xff":
        return ""
    at = 8 + int.from_bytes(strings[6:8], "little") * 2
    length = int.from_bytes(strings[at : at + 2], "little")
    raw = strings[at + 2 : at + 2 + length * 2]
    return raw[: len(raw) & ~1].decode("utf-16-le", "replace")
