"""The XML of documents, scanned."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.office.markup import attributes, decoded, follow_fields, tags, words_of
from firstsight.mail.inside.opener import Inside


def run(text: str, tag: str = "t") -> str:
    """A run of Word."""
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def char(kind: str) -> str:
    """A mark of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def fields(xml: str) -> Inside:
    """What the fields of a part do."""
    into = Gathered()
    follow_fields(xml, into)
    return into.inside()


def test_words_are_read_whatever_the_prefix() -> None:
    xml = "<w:p><w:r><w:t>Dear </w:t><w:t xml:space='preserve'>Ana &amp; Ben</w:t></w:r></w:p><x:p><x:t>two</x:t></x:p>"
    assert words_of(xml, 100) == "Dear Ana & Ben\ntwo"
    assert words_of("<si><t>Account</t></si><si><t>IBAN</t></si>", 100) == "Account\nIBAN"
    assert words_of("<w:p><w:t>a</w:t><w:tab/><w:t>b</w:t></w:p><w:tbl><w:title>no</w:title>", 100) == "a b"
    assert words_of(xml, 3) == "Dear"


def test_both_encodings_are_read() -> None:
    assert decoded("<t>é</t>".encode("utf-16")) == decoded(b"\xef\xbb\xbf" + "<t>é</t>".encode()) == "<t>é</t>"


def test_attributes_are_read_by_local_name() -> None:
    assert attributes('r:id = \'rId1\' TARGET="&#104;ttp://a" id="2"') == {"id": "rId1", "target": "http://a"}
    assert [*tags('<a:x id="1"/><x id="2"></x><xy id="3"/>', "x")] == [{"id": "1"}, {"id": "2"}]


def test_a_field_in_many_runs_is_one() -> None:
    xml = (
        char("begin") + run("HYPER", "instrText") + run('LINK "https://a.ex', "instrText") + run('ample/"', "instrText")
        + char("separate") + run("click ") + run("here") + char("end") + run("after")
    )  # fmt: skip
    assert fields(xml).links == (("https://a.example/", "click here", "document"),)


@pytest.mark.parametrize(
    "xml",
    [
        '<w:fldSimple w:instr=" DDEAUTO c:\\\\x.exe &quot;y&quot; "><w:t>x</w:t></w:fldSimple>',
        char("begin") + run("DDE x", "instrText") + char("end"),
        run("DDEAUTO x", "instrText"),
        char("begin") + run("DDEAUTO x", "instrText"),
        char("begin") + char("begin") + run(" QUOTE 68 68 69 ", "instrText") + char("separate") + run("x")
        + char("end") + run(" c:\\\\x.exe", "instrText") + char("end"),
    ],
)  # fmt: skip
def test_a_field_that_starts_a_program_is_found_however_it_is_written(xml: str) -> None:
    assert fields(xml).traits == ("dde",)


def test_fields_in_fields_are_bounded() -> None:
    fields((char("begin") + run("QUOTE 65", "instrText")) * 5_000)


@given(st.text('<>/"=wt:p &;#instrTexfldChar', max_size=300))
def test_any_text_is_scanned_without_raising(xml: str) -> None:
    words_of(xml, 100)
    follow_fields(f"instrText fldSimple {xml}", Gathered())
    [*tags(xml, "t")]


@pytest.mark.parametrize(
    "part",
    [
        "<w:t ",
        "<w:t>",
        "<",
        "<w:fldChar fldCharType",
        "<a:instrText ",
        "&",
        "x:" * 5,
        "<fldSimple instr='",
        "<x a='b' ",
    ],
)
def test_a_megabyte_of_anything_is_scanned_in_time(part: str) -> None:
    xml = "instrText fldSimple " + part * (1_000_000 // len(part))
    begun = time.process_time()
    words_of(xml, 20_000)
    follow_fields(xml, Gathered())
    [*tags(xml, "x")]
    assert time.process_time() - begun < 5.0
