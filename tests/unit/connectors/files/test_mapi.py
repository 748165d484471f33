"""Properties come out of the compound file as they were put in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.connectors.files.mapi import Properties
from tests.unit.connectors.files.compound import compound, octets, table, text


def test_text_octets_numbers_and_times_are_read() -> None:
    filetime = (1_057_049_557 + 11_644_473_600) * 10_000_000
    tree = (
        table(32, (0x0039, 0x40, filetime), (0x0017, 3, 0x1_0000_0002)) | text(0x37, "Grüße\0") | octets(0x1013, b"<p>")
    )
    found = Properties.open(compound({**tree}))
    assert (found.text(0x37), found.text(0x38), found.text(0x38, 0x37)) == ("Grüße", "", "Grüße")
    assert (found.octets(0x1013), found.octets(0x1014)) == (b"<p>", b"")
    assert (found.number(0x0017), found.number(0x0018)) == (2, None)
    assert (found.time(0x0039), found.time(0x0040)) == (1_057_049_557, None)


@pytest.mark.parametrize(
    ("page", "coded", "charset"),
    [(1251, "мир".encode("cp1251"), "windows-1251"), (65001, "мир".encode(), "utf-8"), (437, b"\x9b", "cp437")],
)
def test_8_bit_text_is_read_in_the_code_page_of_the_message(page: int, coded: bytes, charset: str) -> None:
    found = Properties.open(compound({**table(32, (0x3FFD, 3, page)), "__substg1.0_0037001E": coded}))
    assert found.charset == charset
    assert found.text(0x37) == coded.decode(charset)


def test_an_unknown_code_page_is_windows_1252() -> None:
    assert Properties.open(compound({**table(32, (0x3FFD, 3, 9))})).charset == "windows-1252"


@given(st.lists(st.binary(max_size=6000), max_size=12))
def test_streams_of_any_length_come_back(streams: list[bytes]) -> None:
    tree = {name: stream for n, value in enumerate(streams) for name, stream in octets(0x3700 + n, value).items()}
    found = Properties.open(compound({**table(32), **tree}))
    assert [found.octets(0x3700 + n) for n in range(len(streams))] == streams


def test_children_come_in_the_order_of_their_numbers_and_objects_hold_messages() -> None:
    inner = {**table(24), **text(0x37, "inner")}
    tree = {
        **table(32),
        "__attach_version1.0_#00000001": {**table(8), "__substg1.0_3701000D": inner},
        "__attach_version1.0_#00000000": {**table(8, (0x3705, 3, 1)), **octets(0x3701, b"x")},
        "__recip_version1.0_#00000000": {**table(8), **text(0x3001, "A")},
    }
    found = Properties.open(compound(tree))
    first, second = found.children("attach")
    assert (first.octets(0x3701), first.number(0x3705), first.embedded()) == (b"x", 1, None)
    embedded = second.embedded()
    assert embedded is not None
    assert embedded.text(0x37) == "inner"
    assert list(embedded.children("attach")) == []
    assert [child.text(0x3001) for child in found.children("recip")] == ["A"]


def test_a_compound_file_without_properties_is_refused() -> None:
    with pytest.raises(ValueError, match="not an Outlook message"):
        Properties.open(compound({"WordDocument": b"x"}))
