"""Presentations of 1997 to 2003."""

from __future__ import annotations

import struct
import zlib

from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.office.ole.compound import Compound
from firstsight.mail.inside.office.ole.powerpoint97 import MAX_RECORDS, MAX_STORAGES, read_powerpoint, records
from firstsight.mail.inside.opener import Inside
from tests.unit.mail.inside.office.ole.compounds import compound, project
from tests.unit.mail.inside.office.ole.legacy import native, shown


def read(stream: bytes, user: bytes = b"") -> Inside:
    """What a presentation says."""
    into = Gathered()
    read_powerpoint(Compound(compound({"PowerPoint Document": stream, "Current User": user})), into)
    return into.inside()


def test_words_and_links_are_read() -> None:
    link = shown(0x0FBA, "here".encode("utf-16-le")) + shown(0x0FBA, "https://a.example/".encode("utf-16-le"))
    slide = shown(0x0FA0, "Grüße\rund".encode("utf-16-le")) + shown(0x0FA8, b"more")
    inside = read(shown(0x03E8, slide + shown(0x0FD7, link, container=True), container=True) + shown(0x0FBA, b"a:"))
    assert inside.text == "Grüße\nund\nmore"
    assert inside.links == (("https://a.example/", "", "document"),)


def test_macros_and_objects_in_it_are_told() -> None:
    macros = compound(project({"M": "Sub Auto_Open()\r\nShell 1\r\nEnd Sub"}, ""))
    packed = shown(0x1011, len(macros).to_bytes(4, "little") + zlib.compress(macros))
    assert read(packed).traits == ("macro", "auto-exec", "starts-programs")
    assert read(shown(0x1011, compound({"\x01Ole10Native": native("a.js", b"")}))).holds == ("a.js",)
    assert read(shown(0x1011, b"\0\0\0\0broken")) == Inside()


def test_an_encrypted_one_is_told() -> None:
    assert read(b"", struct.pack("<HHIII", 0, 0xFF6, 20, 20, 0xF3D1C4DF)) == Inside(("encrypted",))
    assert read(b"", struct.pack("<HHIII", 0, 0xFF6, 20, 20, 0xE391C05F)) == Inside()


def test_records_and_storages_are_bounded() -> None:
    assert len([*records(bytes(8) * MAX_RECORDS * 2)]) == MAX_RECORDS
    many = b"".join(
        shown(0x1011, compound({"\x01Ole10Native": native(f"{number}.js", b"")})) for number in range(MAX_STORAGES * 2)
    )
    assert len(read(many).holds) == MAX_STORAGES


@given(st.binary(max_size=300), st.binary(max_size=20))
def test_any_octets_are_read_without_raising(stream: bytes, user: bytes) -> None:
    read(stream, user)
    read(shown(0x1011, stream) + shown(0x0FD7, stream, container=True), user)
