"""Objects in documents."""

from __future__ import annotations

import struct
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.office.ole.compound import Compound
from firstsight.mail.inside.office.ole.embedded import (
    MAX_OBJECTS,
    follow,
    monikers,
    read_object,
    read_objects,
    read_package,
)
from firstsight.mail.inside.opener import Inside
from tests.unit.mail.inside.office.ole.compounds import compound
from tests.unit.mail.inside.office.ole.legacy import file_moniker, native, url_moniker

with warnings.catch_warnings(action="ignore"):  # a library under it says what it will drop one day
    from oletools.oleobj import OleNativeStream


def objects(streams: dict[str, bytes]) -> Inside:
    """What the objects of a compound file are."""
    into = Gathered()
    read_objects(Compound(compound(streams)), into)
    return into.inside()


@pytest.mark.parametrize(
    ("name", "content", "traits"),
    [
        ("invoice.pdf.exe", b"MZ\x90\0", ("embedded-object", "executable", "double-extension")),
        ("readme.txt", b"MZ\x90\0", ("embedded-object", "executable")),
        ("readme.txt", b"words", ("embedded-object",)),
    ],
)
def test_a_packed_file_is_named(name: str, content: bytes, traits: tuple[str, ...]) -> None:
    inside = objects({"ObjectPool/_1/\x01Ole10Native": native(name, content)})
    assert (inside.traits, inside.holds) == (traits, (name,))
    theirs = OleNativeStream(bindata=native(name, content))
    assert (theirs.filename, theirs.data) == (name, content)


def test_a_program_under_a_harmless_label_is_told_by_its_path() -> None:
    into = Gathered()
    read_package(native("Report", b"", "C:\\Temp\\run.scr"), into)
    assert into.says("executable")
    assert into.inside().holds == ("run.scr",)


def test_the_native_content_of_another_program_is_an_object_without_a_name() -> None:
    into = Gathered()
    read_package(b"\x10\0\0\0other", into)
    assert into.inside() == Inside(("embedded-object",))


def test_a_link_that_is_fetched_is_told_and_one_at_home_is_not() -> None:
    inside = objects({"\x01Ole": bytes(20) + url_moniker("http://a.example/x.hta")})
    assert inside.traits == ("external-template",)
    assert inside.links == (("http://a.example/x.hta", "", "document"),)
    assert objects({"\x01Ole": bytes(20) + file_moniker("C:\\x.doc")}) == Inside()
    assert objects({"\x01Ole": bytes(20) + file_moniker("\\\\192.0.2.1\\s\\x.doc")}).traits == ("external-template",)


def ole1(kind: int, name: bytes, content: bytes) -> bytes:
    """An object as RTF holds it."""
    return struct.pack("<III", 0x501, kind, len(name) + 1) + name + b"\0" + bytes(8) + struct.pack("<I", 9) + content


def test_an_object_of_ole_1_is_a_package_or_a_compound_file() -> None:
    into = Gathered()
    read_object(ole1(2, b"Package", native("a.js", b"x")[4:]), into)
    assert (into.inside().traits, into.inside().holds) == (("embedded-object", "executable"), ("a.js",))
    into = Gathered()
    storage = compound({"\x01Ole": bytes(20) + url_moniker("http://a.example/x.hta")})
    read_object(ole1(2, b"OLE2Link", storage), into)
    assert into.inside().traits == ("embedded-object", "external-template")


def test_the_number_of_objects_is_bounded() -> None:
    assert len([*monikers(url_moniker("http://a.example/") * 100)]) == MAX_OBJECTS
    inside = objects({f"O{number}/\x01Ole10Native": native(f"{number}.txt", b"") for number in range(50)})
    assert len(inside.holds) == MAX_OBJECTS


@given(st.binary(max_size=400))
def test_any_octets_are_read_without_raising(octets: bytes) -> None:
    into = Gathered()
    read_package(octets, into)
    read_package(b"\2\0" + octets, into)
    read_object(octets, into)
    read_object(ole1(1, b"Package", octets), into)
    follow(octets + url_moniker("")[:20] + octets, into)
