"""Rich text."""

from __future__ import annotations

import time
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsight.mail.inside import File, Inside
from firstsight.mail.inside.office.rtf import MAX_TOKENS, open_rtf
from tests.unit.mail.inside.office.ole.compounds import compound
from tests.unit.mail.inside.office.ole.legacy import native, url_moniker
from tests.unit.mail.inside.office.ole.test_embedded import ole1

with warnings.catch_warnings(action="ignore"):  # a library under it says what it will drop one day
    from oletools.rtfobj import RtfObjParser


def package(name: str) -> bytes:
    """A packed file as rich text holds it."""
    packed = native(name, b"MZ")[4:]
    head = b"\x01\5\0\0\2\0\0\0\x08\0\0\0Package\0" + bytes(8) + len(packed).to_bytes(4, "little")
    return head + packed


def opened(markup: str | bytes) -> Inside:
    """What is in a file."""
    octets = markup if isinstance(markup, bytes) else markup.encode("latin-1")
    return open_rtf.open(File("a.rtf", "", "application/rtf", octets))


LINK = '{\\field{\\*\\fldinst {\\rtlch HYPERLINK "https://a.example/"}}{\\fldrslt {\\ul pay now}}}'


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}Dear\\par Ana\\'e9 \\{x\\}}", "Dear\nAnaé {x}"),
        ("{\\rtf1\\ansicpg1251 \\'cf\\'f0\\'e8}", "При"),
        ("{\\rtf1\\ansicpg932 \\'82\\'a0}", "あ"),
        ("{\\rtf1\\uc1\\u8364?\\u-10179?\\u-8704?}", "€\U0001f600"),
        ("{\\rtf1\\uc2 \\u233\\'c3\\'a9t\\u233 xx}", "été"),
        ("{\\rtf1 one\\\r\ntwo\r\nthree\\~four\\tab five}", "one\ntwothree four\tfive"),
        ("{\\rtf1 {\\pict 010203}{\\*\\unknown no}{\\shppict{\\pict ff}}yes}", "yes"),
        ("{\\rtf1 {\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt in a box}}}", "in a box"),
        ("{\\rtf1 \\ansicpg99999 caf\\'e9}", "café"),
        ("{\\rtf1 not closed {{", "not closed"),
        ("}}}{\\rtf1 x}", "x"),
    ],
)
def test_words_are_read_as_word_reads_them(markup: str, text: str) -> None:
    assert opened(markup).text == text


def test_links_are_read_with_what_they_show() -> None:
    inside = opened(f"{{\\rtf1 Please {LINK} or {{\\field{{\\*\\fldinst HYPERLINK https://b.example/}}}}}}")
    assert inside.links == (("https://a.example/", "pay now", "document"), ("https://b.example/", "", "document"))
    assert inside.text == "Please pay now or"
    assert inside.traits == ()


@pytest.mark.parametrize(
    ("markup", "traits"),
    [
        ("{\\rtf1{\\*\\template https://a.example/t.dotm}}", ("external-template",)),
        ("{\\rtf1{\\*\\template \\u104?\\u116?\\u116?\\u112?://a.example/t}}", ("external-template",)),
        ("{\\rtf1{\\*\\template \\\\\\\\192.0.2.1\\\\s\\\\t.dot}}", ("external-template",)),
        ("{\\rtf1{\\*\\template C:\\\\Normal.dotm}}", ()),
        ('{\\rtf1{\\field{\\*\\fldinst DDEAUTO c:\\\\\\\\x.exe "y"}{\\fldrslt z}}}', ("dde",)),
        ('{\\rtf1{\\field{\\*\\fldinst INCLUDEPICTURE "http://a.example/p.png"}}}', ("external-link",)),
        ("{\\rtf1{\\object\\objemb}}", ("embedded-object",)),
    ],
)
def test_what_it_does_is_told(markup: str, traits: tuple[str, ...]) -> None:
    assert opened(markup).traits == traits


@pytest.mark.parametrize(
    "written",
    [
        lambda digits: f"{{\\object\\objemb{{\\*\\objdata {digits}}}}}",
        lambda digits: "{\\object{\\*\\objdata " + "\r\n".join(digits[at : at + 7] for at in range(0, len(digits), 7)),
        lambda digits: "{\\object{\\*\\objdata " + "".join(f"{digit}{{\\*\\x y}}" for digit in digits) + "}}",
        lambda digits: "{\\object{\\*\\objdata{\\bin0 }\\'00 " + " \t".join(digits) + "}}",
    ],
)
def test_a_packed_file_is_found_however_its_digits_are_written(written) -> None:  # type: ignore[no-untyped-def]  # one of the lambdas
    inside = opened("{\\rtf1 " + written(package("invoice.exe").hex()) + "}")
    assert inside.traits == ("embedded-object", "executable")
    assert inside.holds == ("invoice.exe",)


def test_octets_of_an_object_may_stand_as_they_are() -> None:
    content = package("a.js")
    inside = opened(b"{\\rtf1{\\object{\\*\\objdata \\bin%d %b}}after}" % (len(content), content))
    assert (inside.holds, inside.text) == (("a.js",), "after")


def test_a_link_object_that_is_fetched_is_told() -> None:
    storage = compound({"\x01Ole": bytes(20) + url_moniker("http://a.example/x.hta")})
    inside = opened(
        "{\\rtf1{\\object\\objautlink\\objupdate{\\*\\objdata " + ole1(2, b"OLE2Link", storage).hex() + "}}}"
    )
    assert inside.traits == ("embedded-object", "external-template")
    assert inside.links == (("http://a.example/x.hta", "", "document"),)


def test_oletools_finds_the_same_package() -> None:
    octets = ("{\\rtf1{\\object\\objemb{\\*\\objdata " + package("a.vbs").hex() + "}}}").encode()
    theirs = RtfObjParser(octets)
    theirs.parse()
    assert [one.filename for one in theirs.objects] == ["a.vbs"] == [*opened(octets).holds]


@pytest.mark.parametrize(
    "part", ["{", "}", "\\", "\\a", "\\'00", "\\*", "{\\*\\objdata 00}", "\\u1?", "x\n", "{\\fldinst x}"]
)
def test_a_megabyte_of_anything_is_read_in_time(part: str) -> None:
    begun = time.process_time()
    inside = opened("{\\rtf1 " + part * (1_000_000 // len(part)))
    assert time.process_time() - begun < 5.0
    assert len(inside.text) <= 20_000
    assert (1_000_000 // len(part) < MAX_TOKENS) or "left out" in inside.defect or part == "x\n"


@settings(max_examples=300)
@given(st.text("{}\\*u'0fb1 \"", max_size=200), st.sampled_from(["", "objdata ", "fldinst ", "template ", "uc9 "]))
def test_any_octets_are_read_without_raising(markup: str, begin: str) -> None:
    opened("{\\rtf1{\\*\\" + begin + markup).text.encode()
