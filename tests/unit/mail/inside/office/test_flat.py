"""Documents that are one file of XML."""

from __future__ import annotations

import time
import zlib
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside import File, Inside
from firstsight.mail.inside.office.flat import MAX_OBJECTS, is_office, open_flat, unpacked
from tests.unit.mail.inside.office.ole.compounds import compound, project
from tests.unit.mail.inside.office.ole.legacy import native
from tests.unit.mail.inside.office.packages import paragraph, relation

MACROS = compound(project({"M": "Sub AutoOpen()\r\nEnd Sub"}, ""))
ACTIVE = b"ActiveMime" + bytes(40) + zlib.compress(MACROS)
PACKED = compound({"\x01Ole10Native": native("a.js", b"")})
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(50)
HEAD = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'


def opened(body: str) -> Inside:
    """What is in a document."""
    return open_flat.open(File("a.xml", "", "text/xml", (HEAD + body).encode()))


def binary(content: bytes, tag: str = "w:binData") -> str:
    """A binary piece."""
    digits = b64encode(content).decode()
    lines = "\n".join(digits[at : at + 76] for at in range(0, len(digits), 76))
    return f'<{tag} w:name="x" xml:space="preserve">{lines}</{tag.partition(" ")[0]}>'


@pytest.mark.parametrize(
    ("body", "traits"),
    [
        (paragraph("words"), ()),
        (binary(ACTIVE), ("macro", "auto-exec")),
        (binary(MACROS, "pkg:binaryData"), ("macro", "auto-exec")),
        (binary(compound({"O/\x01Ole10Native": native("a.js", b"")})), ("embedded-object", "executable")),
        (binary(compound({"_15": bytes(4) + zlib.compress(PACKED)})), ("embedded-object", "executable")),
        (binary(b"ActiveMime" + bytes(60)), ()),
        (relation("r", "attachedTemplate", "https://a.example/t", external=True), ("external-template",)),
        (relation("r", "image", "https://a.example/i", external=True), ("external-link",)),
        ('<w:attachedTemplate w:val="\\\\192.0.2.1\\s\\t.dot"/>', ("external-template",)),
        ('<w:attachedTemplate w:val="Normal.dot"/>', ()),
        ("<Cell ss:Formula=\"=cmd|'/c calc.exe'!A1\">", ("dde",)),
        ('<Cell ss:Formula="=SUM(A1:A2)">', ()),
        ('<w:instrText> DDEAUTO "x" </w:instrText>', ("dde",)),
    ],
)
def test_what_a_document_does_is_told(body: str, traits: tuple[str, ...]) -> None:
    assert opened(body).traits == traits


def test_words_links_and_pictures_are_read() -> None:
    inside = opened(
        paragraph("Dear Ana") + '<Data ss:Type="String">Account</Data><w:hlink w:dest="https://a.example/"/>'
        '<Cell ss:HRef="https://b.example/"><x/></Cell>' + binary(PICTURE)
        + relation("r", "hyperlink", "https://c.example/", external=True)
    )  # fmt: skip
    assert inside.text == "Dear Ana\nAccount"
    assert [href for href, _, _ in inside.links] == ["https://c.example/", "https://a.example/", "https://b.example/"]
    assert [file.detected for file in inside.files] == ["image/png"]


def test_only_documents_of_office_are_opened() -> None:
    assert is_office(File("a.xml", "", "text/xml", HEAD.encode("utf-16")))
    assert not is_office(File("a.xml", "", "text/xml", b"<?xml version='1.0'?><feed/>"))


def test_the_pieces_that_are_looked_at_are_bounded() -> None:
    many = "".join(binary(compound({"\x01Ole10Native": native(f"{each}.js", b"")})) for each in range(MAX_OBJECTS * 2))
    assert len(opened(many).holds) == MAX_OBJECTS
    assert unpacked(b"ActiveMime") == b""


@pytest.mark.parametrize("part", ["<w:binData>", "<binData>AAAA", "<Data x>", "Formula='=", "<Cell ", "A" * 50 + "<"])
def test_a_megabyte_of_anything_is_read_in_time(part: str) -> None:
    begun = time.process_time()
    opened(part * (1_000_000 // len(part)))
    assert time.process_time() - begun < 5.0


@given(st.text("<>/=\"'w:binDataCl|", max_size=300))
def test_any_text_is_read_without_raising(body: str) -> None:
    opened(body)
