"""Workbooks of 1997 to 2003."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.office.ole.compound import Compound
from firstsight.mail.inside.office.ole.excel97 import MAX_RECORDS, read_excel, records, shared_strings
from firstsight.mail.inside.opener import Inside
from tests.unit.mail.inside.office.ole.compounds import compound
from tests.unit.mail.inside.office.ole.legacy import biff, defined, sheet, url_moniker

SST, CONTINUE, SUPBOOK = 0xFC, 0x3C, 0x1AE


def read(*parts: tuple[int, bytes]) -> Inside:
    """What a workbook of these records says."""
    into = Gathered()
    read_excel(Compound(compound(biff(*parts))), into)
    return into.inside()


def text(value: str) -> bytes:
    """A text of the table, one octet a character where that is possible."""
    wide = not value.isascii()
    return struct.pack("<HB", len(value), wide) + value.encode("utf-16-le" if wide else "ascii")


def table(*texts: str) -> bytes:
    """The table of texts."""
    return struct.pack("<II", len(texts), len(texts)) + b"".join(map(text, texts))


@pytest.mark.parametrize(
    ("parts", "traits"),
    [
        ([sheet(0)], ()),
        ([sheet(1)], ("macro",)),
        ([sheet(1), defined(b"\1", built_in=True)], ("macro", "auto-exec")),
        ([sheet(1), defined(b"Auto_Open_x")], ("macro", "auto-exec")),
        ([sheet(1), defined(b"\6", built_in=True)], ("macro",)),
        ([sheet(0), defined(b"\1", built_in=True)], ()),
        ([(0x2F, bytes(54)), sheet(1)], ("encrypted",)),
        ([(SUPBOOK, struct.pack("<HHB", 1, 11, 0) + b"cmd\x03/c calc")], ("dde",)),
        ([(SUPBOOK, struct.pack("<HHB", 1, 17, 0) + b"Word.Document.8\x03x")], ()),
        ([(SUPBOOK, struct.pack("<HHB", 1, 23, 0) + b"\x01http://a.example/b.xls")], ("external-link",)),
        ([(SUPBOOK, b"\3\0\1\4")], ()),
    ],
)
def test_what_a_workbook_does_is_told_by_its_records(parts: list[tuple[int, bytes]], traits: tuple[str, ...]) -> None:
    assert read(*parts).traits == traits


def test_links_are_read() -> None:
    assert read((0x1B8, bytes(40) + url_moniker("https://a.example/"))).links == (
        ("https://a.example/", "", "document"),
    )


def test_texts_are_read_across_records() -> None:
    packed = table("Account", "Zażółć gęślą", "IBAN")
    whole = read((SST, packed), (0x10, b"x"), (CONTINUE, b"other")).text
    assert whole == "Account\nZażółć gęślą\nIBAN"
    cut = 8 + 3 + 7 + 3 + 6  # inside the second text, which goes on narrow
    rest = b"\0" + b"x" * 9 + text("IBAN")
    assert read((SST, packed[:cut]), (CONTINUE, rest)).text == "Account\nZażxxxxxxxxx\nIBAN"


def test_fonts_and_guides_of_a_text_are_passed_over() -> None:
    rich = struct.pack("<HBHI", 2, 0x0C, 1, 3) + b"hi" + bytes(4 + 3)
    assert [*shared_strings([bytes(8) + rich + text("on")])] == ["hi", "on"]


def test_the_number_of_records_is_bounded() -> None:
    assert len([*records(bytes(4) * MAX_RECORDS * 2)]) == MAX_RECORDS


def test_another_file_says_nothing() -> None:
    into = Gathered()
    read_excel(Compound(compound({"Contents": b"x"})), into)
    assert into.inside() == Inside()


@given(st.lists(st.tuples(st.sampled_from([0x85, 0x18, 0x1B8, 0x1AE, 0xFC, 0x3C]), st.binary(max_size=80)), max_size=9))
def test_any_records_are_read_without_raising(parts: list[tuple[int, bytes]]) -> None:
    read(*parts)


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_table_of_texts_ends(segments: list[bytes]) -> None:
    assert len([*shared_strings(segments)]) <= sum(map(len, segments))
