"""Documents of Word, Excel and PowerPoint since 2007, opened."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsight.mail.inside import Inside
from firstsight.mail.inside.office.ooxml import MAX_PICTURES, MAX_TEXTS, open_ooxml
from tests.unit.mail.inside.office.ole.compounds import compound, project
from tests.unit.mail.inside.office.ole.legacy import native, url_moniker
from tests.unit.mail.inside.office.packages import content_types, docx, paragraph, relation, relations, xlsx
from tests.unit.mail.inside.zips import encrypted, file, zipped

with warnings.catch_warnings(action="ignore"):  # a library under it says what it will drop one day
    from oletools.oleobj import find_external_relationships
    from oletools.olevba import VBA_Parser
    from oletools.ooxml import XmlParser

MACROS = compound(project({"ThisDocument": 'Sub Document_Open()\r\nShell "calc"\r\nEnd Sub\r\n'}, ""))
QUIET = compound(project({"M": "Sub Twice()\r\nEnd Sub\r\n"}, ""))
TYPES = {"[Content_Types].xml": content_types()}
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(600)


def opened(octets: bytes, name: str = "a.docx") -> Inside:
    """What is in a file."""
    return open_ooxml.open(file(octets, name, "application/vnd.openxmlformats-officedocument"))


def test_words_links_and_pictures_are_read() -> None:
    link = '<w:hyperlink r:id="rId9"><w:r><w:t>your invoice</w:t></w:r></w:hyperlink>'
    inside = opened(
        docx(
            paragraph("Dear ", "Ana") + link + paragraph("see www.b.example/x"),
            [relation("rId9", "hyperlink", "https://a.example/", external=True)],
            {f"word/media/image{number}.png": PICTURE for number in range(5)} | {"word/media/dot.png": b"x"},
        )
    )
    assert inside.text == "Dear Ana\nyour invoicesee www.b.example/x"
    assert inside.links == (
        ("https://a.example/", "your invoice", "document"),
        ("www.b.example/x", "", "document"),
    )
    assert [(one.name, one.detected) for one in inside.files] == [
        (f"word/media/image{number}.png", "image/png") for number in range(MAX_PICTURES)
    ]
    assert (inside.traits, inside.holds, inside.defect) == ((), (), "")


@pytest.mark.parametrize(
    ("more", "traits"),
    [
        ({"word/vbaProject.bin": MACROS}, ("macro", "auto-exec", "starts-programs")),
        ({"word/vbaProject.bin": QUIET}, ("macro",)),
        ({"word/vbaProject.bin": QUIET, "customUI/customUI.xml": b'<customUI onLoad="A">'}, ("macro", "auto-exec")),
        ({"word/vbaProject.bin": b"damaged"}, ("macro",)),
        ({"word/code.dat": MACROS}, ()),
        ({"word/embeddings/oleObject1.bin": compound({"\x01Ole10Native": native("a.vbs", b"x")})},
         ("embedded-object", "executable")),
        ({"word/embeddings/oleObject1.bin": compound({"\x01Ole": url_moniker("http://a.example/")})},
         ("external-template",)),
        ({"word/embeddings/oleObject1.bin": compound({"CONTENTS": b"x"})}, ()),
        ({"word/embeddings/sheet.xlsx": zipped({"xl/workbook.xml": b"x"})}, ()),
        ({"word/embeddings/picture.bin": b"MZ" + bytes(99)}, ("embedded-object", "executable")),
        ({"word/run.exe": b"MZ"}, ("embedded-object", "executable")),
        ({"xl/externalLinks/externalLink1.xml": b'<ddeLink ddeService="cmd" ddeTopic="/c calc">'}, ("dde",)),
        ({"xl/externalLinks/externalLink1.bin": b"\xe8\x02\x04\1\0\3\0"}, ("dde",)),
        ({"xl/macrosheets/sheet1.xml": b"<x/>"}, ("macro",)),
    ],
)  # fmt: skip
def test_each_thing_that_a_document_may_do_is_told(more: dict[str, bytes], traits: tuple[str, ...]) -> None:
    assert opened(docx(paragraph("words"), [], more)).traits == traits


def test_a_macro_project_is_found_by_its_type_and_by_its_relation() -> None:
    parts = {"word/code.dat": MACROS}
    by_relation = docx("", [relation("rId1", "vbaProject", "code.dat")], parts)
    assert "auto-exec" in opened(by_relation).traits
    types = content_types(("/word/code.dat", "application/vnd.ms-office.vbaProject"))
    assert "auto-exec" in opened(zipped({**parts, "[Content_Types].xml": types})).traits


def test_macro_sheets_run_by_a_name() -> None:
    names = b'<workbook><definedName name="_xlnm.Auto_Open">Macro1!$A$1</definedName></workbook>'
    octets = xlsx({"xl/workbook.xml": names, "xl/macrosheets/sheet1.xml": b"<x/>"})
    assert opened(octets).traits == ("macro", "auto-exec")


def test_a_workbook_says_its_texts_its_links_and_its_formulas() -> None:
    inside = opened(
        xlsx({
            "xl/sharedStrings.xml": b"<sst><si><t>Account</t></si><si><t>IBAN &amp; BIC</t></si></sst>",
            "xl/worksheets/sheet1.xml": b'<c><f>HYPERLINK("https://a.example/f","x")</f></c>'
            b'<c><f>WEBSERVICE(&quot;https://b.example/?q&quot;)</f></c>'
            b'<hyperlink ref="A1" r:id="rId1" display="Pay now"/>',
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                relation("rId1", "hyperlink", "https://c.example/", external=True)
            ),
        })
    )  # fmt: skip
    assert inside.text == "Account\nIBAN & BIC"
    assert inside.links == (
        ("https://c.example/", "Pay now", "document"),
        ("https://a.example/f", "", "document"),
        ("https://b.example/?q", "", "document"),
    )
    assert inside.traits == ("external-link",)


def test_a_binary_workbook_says_its_texts_and_what_runs() -> None:
    texts = b"\x13\x0b\0\3\0\0\0B\0I\0C\0"
    names = "_xlnm.Auto_Open".encode("utf-16-le")
    more = {"xl/sharedStrings.bin": texts, "xl/workbook.bin": names, "xl/macrosheets/sheet1.bin": b"x"}
    inside = opened(zipped({**TYPES, **more}))
    assert (inside.text, inside.traits) == ("BIC", ("macro", "auto-exec"))


def test_a_presentation_is_read_slide_by_slide() -> None:
    slides = {f"ppt/slides/slide{number}.xml": f"<a:p><a:t>{number}</a:t></a:p>".encode() for number in (10, 2, 1)}
    slides["ppt/slides/slide1.xml"] = b'<a:r><a:rPr><a:hlinkClick r:id="rId1"/></a:rPr><a:t>go</a:t></a:r>'
    rels = relations(relation("rId1", "hyperlink", "https://a.example/", external=True))
    inside = opened(zipped({**TYPES, **slides, "ppt/slides/_rels/slide1.xml.rels": rels}))
    assert inside.text == "go\n2\n10"
    assert inside.links == (("https://a.example/", "go", "document"),)


def test_the_main_part_is_found_under_any_name() -> None:
    octets = zipped({
        **TYPES,
        "_rels/.rels": relations(relation("rId1", "officeDocument", "other/main.dat")),
        "other/main.dat": paragraph("words").encode("utf-16"),
    })  # fmt: skip
    assert opened(octets).text == "words"


def test_pages_that_are_woven_in_are_handed_on() -> None:
    inside = opened(docx("", [], {"word/afchunk.htm": b"<html><a href=x>"}))
    assert [one.detected for one in inside.files] == ["text/html"]


def test_an_archive_with_such_folders_is_listed_as_an_archive() -> None:
    inside = opened(zipped({"word/invoice.pdf.exe": b"MZ", "word/page.html": b"<html>"}))
    assert inside.traits == ("executable", "double-extension")
    assert inside.holds == ("word/invoice.pdf.exe", "word/page.html")
    assert [one.name for one in inside.files] == ["word/page.html"]


def test_encryption_and_damage_are_told() -> None:
    assert "encrypted" in opened(encrypted(docx("x"))).traits
    assert opened(docx("x")[:200]).defect == "ZIP without a directory"


def test_the_parts_that_are_read_are_bounded() -> None:
    slides = {f"ppt/slides/slide{number}.xml": b"<a:t>x</a:t>" for number in range(MAX_TEXTS * 2)}
    assert opened(zipped({**TYPES, **slides})).text.count("x") == MAX_TEXTS
    assert len(opened(docx(paragraph("x" * 90_000) * 50)).text) <= 20_000


def test_oletools_finds_the_same_macros_and_the_same_template(tmp_path: Path) -> None:
    octets = docx(
        paragraph("x"),
        [relation("rId3", "attachedTemplate", "https://a.example/t.dotm", external=True)],
        {"word/vbaProject.bin": MACROS},
    )
    inside = opened(octets)
    assert VBA_Parser("a.docm", octets).detect_vba_macros() is ("macro" in inside.traits)
    path = tmp_path / "a.docm"
    path.write_bytes(octets)
    theirs = [target for _, target in find_external_relationships(XmlParser(str(path)))]
    assert theirs == [href for href, _, _ in inside.links]
    assert "external-template" in inside.traits


EVERYTHING = docx(
    paragraph("Dear Ana") + '<w:hyperlink r:id="rId9"><w:t>x</w:t></w:hyperlink>',
    [relation("rId9", "hyperlink", "https://a.example/", external=True)],
    {"word/vbaProject.bin": MACROS, "word/media/i.png": PICTURE},
)


@settings(max_examples=150)
@given(st.data())
def test_any_damage_is_opened_without_raising(data: st.DataObject) -> None:
    octets = bytearray(EVERYTHING)
    for at in data.draw(st.lists(st.integers(0, len(octets) - 1), max_size=12)):
        octets[at] = data.draw(st.integers(0, 255))
    opened(bytes(octets[: data.draw(st.integers(0, len(octets)))]))
