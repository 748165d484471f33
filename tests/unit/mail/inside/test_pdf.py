"""PDFs give their links, words and codes; scripts, programs and locks are told."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageOps

from firstsight.mail.inside import File, Inside
from firstsight.mail.inside.pdf import open_pdf
from tests.unit.mail.inside.codes import code


def pdf(*, page: str = "", words: str = "", catalogue: str = "", extra: str = "") -> bytes:
    """A PDF of one page, its cross references left to the reader to find, as in a damaged file."""
    stream = f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET"
    return (
        f"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R{catalogue}>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R"
        f"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>{page}>>endobj\n"
        f"4 0 obj<</Length {len(stream)}>>stream\n{stream}\nendstream endobj\n{extra}"
        "trailer<</Root 1 0 R>>\n%%EOF"
    ).encode()


def read(octets: bytes) -> Inside:
    return open_pdf.open(File("a.pdf", "application/pdf", "application/pdf", octets))


def test_an_annotation_is_a_link() -> None:
    link = "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 50 50]/A<</S/URI/URI(https://evil.example/a)>>>>]"
    assert "https://evil.example/a" in [href for href, _, place in read(pdf(page=link)).links if place == "pdf"]


def test_an_address_in_the_words_is_a_link_and_the_words_are_told() -> None:
    inside = read(pdf(words="Please pay at https://evil.example/w today"))
    assert "Please pay" in inside.text
    assert ("https://evil.example/w", "", "pdf") in inside.links


def test_a_code_on_a_page_is_read() -> None:
    out = BytesIO()
    ImageOps.expand(code("https://evil.example/q", 4), 200, 255).convert("RGB").save(out, "PDF")
    inside = read(out.getvalue())
    assert "qr" in inside.traits
    assert "https://evil.example/q" in [href for href, _, place in inside.links if place == "qr"]


@pytest.mark.parametrize(
    ("catalogue", "trait"),
    [
        ("/OpenAction<</S/JavaScript/JS(app.alert(1))>>", "pdf-script"),
        ("/OpenAction<</S/#4aavaScript/JS(app.alert(1))>>", "pdf-script"),
        ("/OpenAction<</S/Launch/F(cmd.exe)>>", "pdf-launch"),
    ],
)
def test_scripts_and_programs_are_told(catalogue: str, trait: str) -> None:
    assert trait in read(pdf(catalogue=catalogue)).traits


def test_an_ordinary_page_has_no_traits() -> None:
    assert read(pdf(words="Dear Jane")).traits == ()


@pytest.mark.parametrize(
    "octets", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"1 0 obj<</Kids[1 0 R]>>endobj\n" * 2_000, b"%PDF" + bytes(5_000)]
)
def test_broken_files_are_told(octets: bytes) -> None:
    assert read(octets).defect


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_octets_give_an_answer(octets: bytes) -> None:
    read(b"%PDF-1.4\n" + octets)
