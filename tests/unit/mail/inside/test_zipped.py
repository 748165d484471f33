"""ZIP archives, opened."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsight.mail.inside.zipped import open_zip
from tests.unit.mail.inside.office.ole.compounds import compound, project
from tests.unit.mail.inside.zips import encrypted, file, zipped

LURE = zipped({
    "docs/": b"",
    "docs/invoice.pdf.exe": b"MZ" + bytes(100),
    "docs/page.html": b"<html><a href='https://a.example/'>",
    "docs/inner.zip": zipped({"x": b"y"}),
})  # fmt: skip


def test_an_archive_says_what_it_holds() -> None:
    inside = open_zip.open(file(LURE))
    assert set(inside.traits) == {"executable", "double-extension", "nested-archive"}
    assert inside.holds == ("docs/invoice.pdf.exe", "docs/inner.zip", "docs/page.html")
    assert [(inner.name, inner.detected) for inner in inside.files] == [
        ("docs/page.html", "text/html"),
        ("docs/inner.zip", "application/zip"),
    ]
    assert inside.defect == ""


def test_an_encrypted_archive_still_names_its_files() -> None:
    inside = open_zip.open(file(encrypted(zipped({"invoice.js": b"x"}))))
    assert inside.traits == ("encrypted", "executable")
    assert inside.holds == ("invoice.js",)


def test_an_archive_of_papers_has_no_trait() -> None:
    inside = open_zip.open(file(zipped({"a.txt": b"words", "b.csv": b"1,2"})))
    assert inside.traits == ()
    assert inside.holds == ("a.txt", "b.csv")


def test_a_document_that_begins_with_other_entries_is_read_as_one() -> None:
    padding = {f"{number}.txt": b"" for number in range(20)}
    macros = compound(project({"M": "Sub AutoOpen()\r\nEnd Sub"}, ""))
    octets = zipped({**padding, "[Content_Types].xml": b"<Types/>", "word/vbaProject.bin": macros})
    assert open_zip.open(file(octets)).traits == ("macro", "auto-exec")


def test_a_bomb_is_told_and_not_unpacked() -> None:
    inside = open_zip.open(file(zipped({f"{number}.txt": bytes(100_000_000) for number in range(3)})))
    assert inside.traits == ("bomb",)


@pytest.mark.parametrize("octets", [b"", b"PK", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"PK\x01\x02" * 30_000])
def test_what_is_no_archive_holds_nothing(octets: bytes) -> None:
    assert open_zip.open(file(octets)).files == ()


@settings(max_examples=200)
@given(st.data())
def test_any_damage_is_opened_without_raising(data: st.DataObject) -> None:
    octets = bytearray(LURE)
    for at in data.draw(st.lists(st.integers(0, len(octets) - 1), max_size=8)):
        octets[at] = data.draw(st.integers(0, 255))
    open_zip.open(file(bytes(octets[data.draw(st.integers(0, 50)) : data.draw(st.integers(0, len(octets)))])))
