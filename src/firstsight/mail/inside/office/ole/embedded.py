"""Objects in documents: packed files that a double click opens, and links to objects that are fetched.

Source: [MS-OLEDS] 2.2.4 (embedded object), 2.3.3 (\\1Ole stream), 2.3.6 (Ole10Native); [MS-OSHARED] 2.3.7.6 (URL
moniker), 2.3.7.8 (file moniker).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from firstsight.mail.content.magic import detect
from firstsight.mail.inside.names import traits_of_name
from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.office.ole.compound import SIGNATURE, Compound
from firstsight.mail.inside.office.reach import MAX_TARGET, leads_outside

NATIVE = "\x01ole10native"
"""The stream that holds a packed file, in lower case."""

LINKED = frozenset({"\x01ole", "\x03linkinfo"})
"""Streams that say where a linked object comes from, in lower case."""

URL_MONIKER = bytes.fromhex("e0c9ea79f9bace118c8200aa004ba90b")
"""Class of a moniker that holds a URL, as stored."""

FILE_MONIKER = bytes.fromhex("0303000000000000c000000000000046")
"""Class of a moniker that holds a path, as stored."""

MAX_OBJECTS = 20
"""Objects, and monikers of each, looked at in one document."""

MAX_HEAD = 8_192
"""Octets read of a packed file: names, then the begin of the content."""

MAX_NAME = 255
"""Characters kept of the name of a packed file."""

LINK_FORMAT = 1
"""FormatID of a linked object of OLE 1.0. Source: [MS-OLEDS] 2.2.4."""


def read_objects(compound: Compound, into: Gathered) -> None:
    """Packed files and fetched links anywhere in a compound file."""
    for node in islice((n for n in compound.nodes if n.name == NATIVE or n.name in LINKED), MAX_OBJECTS):
        content = compound.read(node, MAX_HEAD)
        if node.name == NATIVE:
            read_package(content, into)
        else:
            follow(content, into)


def read_package(native: bytes, into: Gathered) -> None:
    """A packed file: its name, whether it is a program. `native` is an Ole10Native stream, or the begin of one."""
    into.say("embedded-object")
    at = 6 if native[4:6] == b"\2\0" else 2 if native[:2] == b"\2\0" else -1
    if at < 0:
        return  # the native content of some other program
    label, _, rest = native[at:].partition(b"\0")
    path, _, rest = rest.partition(b"\0")
    temporary = int.from_bytes(rest[4:8], "little")
    content = rest[8 + temporary + 4 :] if temporary < MAX_HEAD else b""
    names = [_text(name) for name in (label, path) if name]
    into.hold(next((name for name in names if "." in name), names[0] if names else ""))
    for name in names or [""]:
        into.say(*traits_of_name(name, detect(content)))


def _text(raw: bytes) -> str:
    name = raw.replace(b"\\", b"/").rpartition(b"/")[2][-MAX_NAME:]
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("cp1252", "replace")


def read_object(native: bytes, into: Gathered) -> None:
    """An object of OLE 1.0, as RTF writes it in hexadecimal digits: format, class, then a file or a compound file."""
    into.say("embedded-object")
    kind = int.from_bytes(native[4:8], "little")
    length = int.from_bytes(native[8:12], "little")
    name = native[12 : 12 + min(length, 64)].rstrip(b"\0").lower()
    storage = native.find(SIGNATURE, 0, MAX_HEAD)
    if storage >= 0:
        read_objects(Compound(native[storage:]), into)
    elif name == b"package":
        read_package(native[12 + length + 8 + 4 :][:MAX_HEAD], into)
    if kind == LINK_FORMAT or storage >= 0 or b"link" in name:
        follow(native[: MAX_HEAD * 4], into)


def follow(octets: bytes, into: Gathered) -> None:
    """What is fetched by itself where these octets hold a moniker that leads outside."""
    for target in monikers(octets):
        if leads_outside(target):
            into.say("external-template")
            into.link(target)


def monikers(octets: bytes) -> Iterator[str]:
    """Targets of URL monikers, then of file monikers, at most `MAX_OBJECTS` of each."""
    for at in islice(_places(octets, URL_MONIKER), MAX_OBJECTS):
        length = int.from_bytes(octets[at : at + 4], "little")
        raw = octets[at + 4 : at + 4 + min(length, MAX_TARGET * 2)]
        yield raw[: len(raw) & ~1].decode("utf-16-le", "replace").partition("\0")[0]
    for at in islice(_places(octets, FILE_MONIKER), MAX_OBJECTS):
        length = int.from_bytes(octets[at + 2 : at + 6], "little")
        yield octets[at + 6 : at + 6 + min(length, MAX_TARGET)].partition(b"\0")[0].decode("cp1252", "replace")


def _places(octets: bytes, wanted: bytes) -> Iterator[int]:
    """Where each occurrence ends."""
    at = octets.find(wanted)
    while at >= 0:
        yield at + len(wanted)
        at = octets.find(wanted, at + len(wanted))
