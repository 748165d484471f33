"""What octets say that they are."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.content.magic import MAGICS, ZIP, detect


@pytest.mark.parametrize(
    ("octets", "kind"),
    [
        (b"MZ\x90\0", "application/vnd.microsoft.portable-executable"),
        (b"\x7fELF\2\1", "application/x-elf"),
        (b"%PDF-1.7", "application/pdf"),
        (b"\n\njunk %PDF-1.4", "application/pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        (b"{\\rtf1", "application/rtf"),
        (b"RIFF\0\0\0\0WEBPVP8", "image/webp"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x18ftypisom", "video/mp4"),
        (b"\0" * 257 + b"ustar", "application/x-tar"),
        (b"\0" * 32_769 + b"CD001", "application/x-iso9660-image"),
        (b"<!DOCTYPE html><p>", "text/html"),
        (b"\xef\xbb\xbf \n<html>", "text/html"),
        ("<html>".encode("utf-16"), "text/html"),
        (b"<?xml version='1.0'?><svg xmlns=", "image/svg+xml"),
        (b"<?xml version='1.0'?><x>", "text/xml"),
        (b"BEGIN:VCALENDAR\r\n", "text/calendar"),
        (b"BEGIN:VCARD\r\n", "text/vcard"),
        (b"#!/bin/sh\n", "text/x-script"),
        (b"[InternetShortcut]\r\nURL=x", "application/x-url-shortcut"),
        (b"Received: from x\n by y\nFrom: z", "message/rfc822"),
        (b"<!-- a --> <!-- b -->\n<html>", "text/html"),
        (b"<!---->" * 500, ""),  # exponential to a matcher that tries every end of every comment
        (b"BMW is a car", ""),
        (b"plain words", ""),
        (b"", ""),
    ],
)
def test_formats_are_told_by_their_first_octets(octets: bytes, kind: str) -> None:
    assert detect(octets) == kind


def archive(*names: str, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP with one small file for each name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as written:
        for name in names:
            written.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x" * 50)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("names", "ending"),
    [
        (("[Content_Types].xml", "word/document.xml"), "wordprocessingml.document"),
        (("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), "spreadsheetml.sheet"),
        (("ppt/presentation.xml",), "presentationml.presentation"),
        (("META-INF/MANIFEST.MF",), "application/java-archive"),
        (("AndroidManifest.xml", "META-INF/X"), "application/vnd.android.package-archive"),
        (("readme.txt",), ZIP),
    ],
)
def test_zip_based_formats_are_told_by_their_entries(names: tuple[str, ...], ending: str) -> None:
    assert detect(archive(*names)).endswith(ending)


def test_an_open_document_names_itself() -> None:
    assert (
        detect(archive("mimetype", "content.xml", compression=zipfile.ZIP_STORED))
        == "application/vnd.oasis.opendocument.text"
    )


@given(st.sampled_from([magic for magic, _ in MAGICS] + [b"MZ", b"<", b""]), st.binary(max_size=100))
def test_any_octets_have_a_kind_or_none(magic: bytes, octets: bytes) -> None:
    kind = detect(magic + octets)
    assert kind == "" or "/" in kind
