"""Compound files, read with bounds."""

from __future__ import annotations

import io
import zlib

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsight.mail.inside.office.ole.compound import MAX_NODES, SIGNATURE, STREAM, Compound, storage_of
from tests.unit.mail.inside.office.ole.compounds import compound

STREAMS = {
    "WordDocument": bytes(range(256)) * 40,
    "Macros/VBA/dir": b"small",
    "Macros/VBA/Module1": b"x" * 4_095,
    "\x01Ole": b"",
    "Big": b"y" * 100_000,
}
FILE = compound(STREAMS, {"": b"\1" * 16})


def contents(octets: bytes) -> dict[str, bytes]:
    """All streams by path."""
    read = Compound(octets)
    return {node.path: read.read(node, 1_000_000) for node in read.nodes if node.kind == STREAM}


def test_streams_are_found_and_read() -> None:
    read = Compound(FILE)
    assert contents(FILE) == STREAMS
    assert (read.defect, read.clsid) == ("", b"\1" * 16)
    assert read.find("macros/vba/DIR") is not None
    assert read.find("Macros") is None
    assert [node.path for node in read.streams("dir")] == ["Macros/VBA/dir"]


def test_it_agrees_with_olefile() -> None:
    theirs = olefile.OleFileIO(io.BytesIO(FILE))
    assert {"/".join(path): theirs.openstream(path).read() for path in theirs.listdir()} == contents(FILE)


def test_a_file_whose_table_does_not_fit_into_the_header_is_read_as_olefile_does() -> None:
    octets = compound({"a": bytes(8_000_000), "b": b"end" * 3_000})
    read = Compound(octets)
    last = read.find("b")
    assert last is not None
    assert read.read(last, 10_000) == b"end" * 3_000 == olefile.OleFileIO(io.BytesIO(octets)).openstream("b").read()


def test_only_what_is_asked_for_is_read() -> None:
    read = Compound(FILE)
    big, small = read.find("Big"), read.find("Macros/VBA/dir")
    assert big is not None
    assert small is not None
    assert read.read(big, 10) == b"y" * 10
    assert read.read(small, 2) == b"sm"


@pytest.mark.parametrize("octets", [b"", b"PK", SIGNATURE, SIGNATURE + bytes(504), SIGNATURE + b"\xff" * 504])
def test_what_is_none_is_told(octets: bytes) -> None:
    assert Compound(octets).defect
    assert Compound(octets).nodes == () or Compound(octets).clsid


def test_a_table_that_points_in_circles_ends() -> None:
    octets = bytearray(FILE)
    at = len(FILE) - 512 * (-(-len(FILE) // 512 // 128))
    octets[at:] = (1).to_bytes(4, "little") * ((len(octets) - at) // 4)
    read = Compound(bytes(octets))
    for node in read.nodes:
        assert len(read.read(node, 10_000_000)) <= len(octets)


def test_a_directory_of_many_entries_is_cut() -> None:
    octets = compound({f"s{number}": b"" for number in range(MAX_NODES * 2)})
    assert len(Compound(octets).nodes) <= MAX_NODES


def test_a_storage_in_another_one_is_unpacked_within_the_limit() -> None:
    assert storage_of(FILE, 10) == FILE
    assert storage_of(bytes(4) + zlib.compress(FILE), 1_000) == FILE[:1_000]
    assert storage_of(b"\0\0\0\0broken", 10) == b""


@settings(max_examples=300)
@given(st.data())
def test_any_change_of_any_octet_is_read_without_raising(data: st.DataObject) -> None:
    octets = bytearray(FILE[:20_000])
    places = st.one_of(st.integers(0, 600), st.integers(0, len(octets) - 1))
    for at in data.draw(st.lists(places, max_size=12)):
        octets[at] = data.draw(st.integers(0, 255))
    changed = bytes(octets[: data.draw(st.integers(0, len(octets)))])
    read = Compound(changed)
    for node in read.nodes:
        assert len(read.read(node, 10_000)) <= 10_000
