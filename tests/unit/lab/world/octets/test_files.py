"""Attachments are real files: what reads such files can read them."""

from __future__ import annotations

import io
import zipfile

import pytest

from firstsight.lab.world.octets.files import archive, docx, ics, locked_archive, pdf, png, smuggling_page


def test_the_password_opens_the_locked_archive_and_nothing_else_does() -> None:
    body = b"// a harmless line\n" * 20
    with zipfile.ZipFile(io.BytesIO(locked_archive("document.js", body, b"2025"))) as file:
        assert file.namelist() == ["document.js"]
        assert file.read("document.js", b"2025") == body
        with pytest.raises(RuntimeError):
            file.read("document.js")
        with pytest.raises(RuntimeError):
            file.read("document.js", b"wrong")


def test_an_archive_holds_its_members_and_is_the_same_each_time() -> None:
    members = [("a.txt", b"a" * 100), ("b.txt", b"b")]
    with zipfile.ZipFile(io.BytesIO(archive(members))) as file:
        assert [(name, file.read(name)) for name in file.namelist()] == members
    assert archive(members) == archive(members)


def test_a_document_holds_its_lines_escaped() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(["one & two", "a < b"]))) as file:
        text = file.read("word/document.xml").decode()
    assert "one &amp; two" in text
    assert "a &lt; b" in text


def test_the_cross_reference_table_of_a_pdf_points_at_its_objects() -> None:
    octets = pdf(["Invoice (1)", "42.00 EUR"])
    start = int(octets.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert octets[start:].startswith(b"xref\n0 6\n")
    entries = octets[start:].split(b"\n")[3:8]
    for number, entry in enumerate(entries, 1):
        assert octets[int(entry[:10]) :].startswith(b"%d 0 obj" % number)
    assert b"(Invoice \\(1\\)) Tj" in octets


def test_a_picture_starts_and_ends_like_a_png() -> None:
    octets = png(4, 2, (1, 2, 3))
    assert octets.startswith(b"\x89PNG\r\n\x1a\n")
    assert octets[-8:-4] == b"IEND"


def test_an_invitation_is_a_request_with_escaped_text() -> None:
    text = ics("1@x.example", "Plan, one; two", 1_741_000_000, "a@x.example", ("b@x.example",), "first\nsecond")
    lines = text.split("\r\n")
    assert "METHOD:REQUEST" in lines
    assert "SUMMARY:Plan\\, one\\; two" in lines
    assert "DESCRIPTION:first\\nsecond" in lines
    assert "DTSTART:20250303T110640Z" in lines


def test_the_form_of_a_smuggling_page_exists_only_after_its_script() -> None:
    page = smuggling_page("https://x.test/c", "Brand")
    assert b"<form" not in page
    assert b"atob" in page
