"""Documents of Office 97 to 2003, opened."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsight.mail.inside import File, Inside
from firstsight.mail.inside.office.ole.document import INSTALLERS, open_ole
from tests.unit.mail.inside.office.ole.compounds import compound, project
from tests.unit.mail.inside.office.ole.legacy import biff, native, sheet, word

with warnings.catch_warnings(action="ignore"):  # a library under it says what it will drop one day
    from oletools.olevba import VBA_Parser

OPENS = {"ThisDocument": 'Sub Document_Open()\r\nShell "calc"\r\nEnd Sub\r\n'}
DOCUMENT = compound({
    **word("Dear Ana, ", "please enable editing."),
    **project(OPENS),
    "ObjectPool/_1/\x01Ole10Native": native("a.js", b"x"),
})  # fmt: skip


def opened(octets: bytes, name: str = "a.doc") -> Inside:
    """What is in a file."""
    return open_ole.open(File(name, "", "application/x-ole-storage", octets))


def test_a_document_says_all_that_it_does() -> None:
    inside = opened(DOCUMENT)
    assert inside.traits == ("macro", "auto-exec", "starts-programs", "embedded-object", "executable")
    assert inside.text == "Dear Ana, please enable editing."
    assert inside.holds == ("a.js",)
    assert inside.defect == ""


def test_oletools_finds_the_same_macros() -> None:
    theirs = VBA_Parser("a.doc", DOCUMENT)
    assert theirs.detect_vba_macros()
    kinds = {kind for kind, *_ in theirs.analyze_macros()}
    assert {"AutoExec", "Suspicious"} <= kinds


@pytest.mark.parametrize(
    ("octets", "traits"),
    [
        (compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": bytes(5_000)}), ("encrypted",)),
        (compound({"\x06DataSpaces/Version": b"x", "\tDRMContent": bytes(90)}), ("encrypted",)),
        (compound({"!tables": b"x"}, {"": INSTALLERS[0]}), ("executable",)),
        (compound(biff(sheet(1))), ("macro",)),
        (compound(word("words")), ()),
    ],
)
def test_each_kind_of_file_is_told(octets: bytes, traits: tuple[str, ...]) -> None:
    assert opened(octets).traits == traits


def test_what_is_broken_is_told() -> None:
    assert opened(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").defect == "no compound file"


@settings(max_examples=150)
@given(st.data())
def test_any_damage_is_opened_without_raising(data: st.DataObject) -> None:
    octets = bytearray(DOCUMENT)
    for at in data.draw(st.lists(st.integers(0, len(octets) - 1), max_size=30)):
        octets[at] = data.draw(st.integers(0, 255))
    opened(bytes(octets[: data.draw(st.integers(0, len(octets)))]))
