"""The source of macros, unpacked and read."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsight.mail.inside.office.ole.compound import Compound
from firstsight.mail.inside.office.ole.vba import MAX_SOURCE, Macros, decompress, has_code, module_offsets, read_macros
from tests.unit.mail.inside.office.ole.compounds import compound, compress, project, record

with warnings.catch_warnings(action="ignore"):  # a library under it says what it will drop one day
    from oletools.olevba import VBA_Parser, decompress_stream

OPENS = 'Sub AutoOpen()\r\n  CreateObject("WScript.Shell").Run "calc"\r\nEnd Sub\r\n'
ORDINARY = "Option Explicit\r\nFunction Twice(x)\r\n  Twice = 2 * x\r\nEnd Function\r\n"


def document(modules: dict[str, str], above: str = "Macros") -> bytes:
    """A document with these modules."""
    return compound({"WordDocument": bytes(5_000), **project(modules, above)})


DOCUMENT = document({"ThisDocument": OPENS, "Module1": ORDINARY})


def traits(octets: bytes) -> tuple[str, ...]:
    """What its macros say."""
    return read_macros(Compound(octets)).traits


def test_the_source_of_every_module_is_read() -> None:
    read = read_macros(Compound(document({"ThisDocument": OPENS, "Module1": ORDINARY})))
    assert {name: source.decode() for name, source in read.sources} == {
        "ThisDocument": f'Attribute VB_Name = "ThisDocument"\r\n{OPENS}',
        "Module1": f'Attribute VB_Name = "Module1"\r\n{ORDINARY}',
    }
    assert not read.lost


def test_it_agrees_with_oletools() -> None:
    octets = document({"ThisDocument": OPENS, "Module1": ORDINARY * 200})
    theirs = {name: code for _, _, name, code in VBA_Parser("a.doc", octets).extract_macros()}
    ours = {f"{name}.{'bas'}": source.decode() for name, source in read_macros(Compound(octets)).sources}
    assert {name.partition(".")[0]: code.replace("\r\n", "\n") for name, code in theirs.items()} == {
        name.partition(".")[0]: code.replace("\r\n", "\n") for name, code in ours.items()
    }


@pytest.mark.parametrize(
    ("modules", "found"),
    [
        ({"ThisDocument": OPENS}, ("macro", "auto-exec", "starts-programs")),
        ({"Module1": ORDINARY}, ("macro",)),
        ({"ThisWorkbook": "Private Sub Workbook_Open()\r\nMsgBox 1\r\nEnd Sub"}, ("macro", "auto-exec")),
        ({"Sheet1": "Sub Ink1_Painted(ByVal x)\r\nEnd Sub"}, ("macro", "auto-exec")),
        ({"M": "Sub _\r\n  Auto_Open()\r\nEnd Sub"}, ("macro", "auto-exec")),
        ({"AutoExec": "Public Sub Main()\r\nEnd Sub"}, ("macro", "auto-exec")),
        ({"M": "Sub Main()\r\nEnd Sub"}, ("macro",)),
        ({"M": "' Sub AutoOpen() calls Shell\r\n"}, ()),
        ({"ThisDocument": ""}, ()),
        ({"M": "Sub MyAutoOpener()\r\nEnd Sub"}, ("macro",)),
    ],
)
def test_what_macros_do_is_told_by_their_source(modules: dict[str, str], found: tuple[str, ...]) -> None:
    assert traits(document(modules)) == found


def test_a_project_may_stand_in_any_storage() -> None:
    assert "auto-exec" in traits(document({"ThisWorkbook": OPENS}, "_VBA_PROJECT_CUR"))
    assert "auto-exec" in traits(compound(project({"ThisDocument": OPENS}, "")))


def test_a_damaged_directory_does_not_hide_the_source() -> None:
    streams = project({"ThisDocument": OPENS})
    streams["Macros/VBA/dir"] = b"\1broken"
    assert "auto-exec" in traits(compound(streams))
    del streams["Macros/VBA/dir"]
    assert "auto-exec" in traits(compound(streams))


def test_source_that_was_taken_out_is_macros_all_the_same() -> None:
    streams = project({"ThisDocument": OPENS})
    streams["Macros/VBA/ThisDocument"] = b"\x01\x16\x03" + bytes(500)
    assert traits(compound(streams)) == ("macro",)
    assert traits(compound({"Macros/VBA/_VBA_PROJECT": b"\xcc\x61"})) == ("macro",)


def test_the_source_that_is_unpacked_is_bounded() -> None:
    big = "x = 1\r\n" * 100_000
    read = read_macros(Compound(document({f"M{number}": "" for number in range(150)})))
    assert len(read.sources) == 100
    container = compress(b"a" * 4_096)[1:] * 1_000
    assert len(decompress(b"\1" + container, MAX_SOURCE)) == MAX_SOURCE
    assert has_code(big.encode())


def test_offsets_are_read_past_what_is_unknown() -> None:
    octets = record(0x1A, b"One") + record(0x99, b"?") + record(0x31, b"\5\0\0\0") + record(0x31, b"\7\0")
    assert [*module_offsets(octets)] == [("one", 5), ("one", 7)]
    assert [*module_offsets(b"\x31\0")] == []


def test_no_project_is_no_macros() -> None:
    assert read_macros(Compound(compound({"WordDocument": b"x"}))) == Macros()
    assert Macros().traits == ()


@settings(max_examples=200)
@given(st.one_of(st.binary(max_size=9_000), st.text("ab \r\n", max_size=9_000).map(str.encode)))
def test_unpacking_undoes_packing(source: bytes) -> None:
    assert decompress(compress(source), 10_000) == source
    assert decompress(compress(source), 100) == source[:100]
    assert not source or bytes(decompress_stream(bytearray(compress(source)))) == source


@given(st.binary(max_size=2_000))
def test_any_octets_unpack_within_the_limit(octets: bytes) -> None:
    assert len(decompress(b"\1" + octets, 5_000)) <= 5_000
    assert len(decompress(b"\1\xff\xbf" + octets, 5_000)) <= 5_000
    [*module_offsets(octets)]


@settings(max_examples=100)
@given(st.data())
def test_any_damage_is_read_without_raising(data: st.DataObject) -> None:
    octets = bytearray(DOCUMENT)
    for at in data.draw(st.lists(st.integers(0, len(octets) - 1), max_size=20)):
        octets[at] = data.draw(st.integers(0, 255))
    assert set(traits(bytes(octets))) <= {"macro", "auto-exec", "starts-programs"}
