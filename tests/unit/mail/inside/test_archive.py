"""Archives other than ZIP, opened."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsight.mail.content.magic import detect
from firstsight.mail.inside import File, Inside
from firstsight.mail.inside.archive import MISSING, is_worth, kind_of, open_archive, unpacked_name
from tests.unit.mail.inside.archives import cab, hidden_7z, lha, rar4, rar5, written

LURE = {"docs/invoice.pdf.exe": b"MZ" + bytes(1_000), "page.html": b"<html><a href='https://a.example/'>"}


def opened(octets: bytes, name: str = "a.bin") -> Inside:
    """What is in an archive."""
    return open_archive.open(File(name, "", detect(octets), octets))


@pytest.mark.parametrize(
    ("octets", "more"),
    [
        (written("7zip", LURE), ()),
        (written("ustar", LURE), ()),
        (written("iso9660", LURE), ("disk-image",)),
        (rar4(LURE), ()),
        (rar5(LURE), ()),
        (cab(LURE), ()),
        (gzip.compress(written("ustar", LURE)), ()),
        (bz2.compress(written("ustar", LURE)), ()),
        (lzma.compress(written("ustar", LURE)), ()),
        (zstandard.compress(written("ustar", LURE)), ()),
    ],
    ids=["7z", "tar", "iso", "rar4", "rar5", "cab", "tgz", "tbz", "txz", "tzst"],
)
def test_every_kind_of_archive_says_what_it_holds(octets: bytes, more: tuple[str, ...]) -> None:
    inside = opened(octets)
    assert inside.traits == (*more, "executable", "double-extension")
    assert inside.holds == ("docs/invoice.pdf.exe", "page.html")
    assert [(file.name, file.detected, file.octets) for file in inside.files] == [
        ("page.html", "text/html", LURE["page.html"])
    ]
    assert inside.defect == ""


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress, zstandard.compress])
def test_one_compressed_file_is_an_archive_of_one(compress: Callable[[bytes], bytes]) -> None:
    inside = opened(compress(b"<html>words"), "page.html.gz")
    assert inside.holds == ("page.html",)
    assert [file.octets for file in inside.files] == [b"<html>words"]
    assert "executable" in opened(compress(b"x"), "run.js.gz").traits


def test_the_name_inside_a_gzip_file_counts() -> None:
    stream = io.BytesIO()
    with gzip.GzipFile("invoice.pdf.js", "wb", fileobj=stream) as packed:
        packed.write(b"x")
    assert opened(stream.getvalue(), "invoice.gz").holds == ("invoice.pdf.js",)
    assert unpacked_name(File("plain", "", "", b"")) == "plain"


def test_an_encrypted_header_is_told_and_no_defect() -> None:
    assert opened(hidden_7z()) == Inside(("encrypted",))


@pytest.mark.parametrize("made", [rar4, rar5])
def test_an_encrypted_archive_whose_headers_tell_all_is_not_opened(made: Callable[..., bytes]) -> None:
    assert is_worth(File("a.rar", "", "application/vnd.rar", made(LURE)))
    assert not is_worth(File("a.rar", "", "application/vnd.rar", made(LURE, encrypted=True)))


@pytest.mark.parametrize(
    ("octets", "name", "kind"),
    [
        (b"\x60\xea" + bytes(60), "a.arj", "arj"),
        (bytes(7) + b"**ACE**" + bytes(60), "a.rar", "ace"),
        (b"ZOO 2.10" + bytes(60), "a.zip", "zoo"),
        (lha("a.exe", b"MZ"), "a.lzh", "lha"),
    ],
)
def test_archives_that_people_hardly_send_are_told_by_content(octets: bytes, name: str, kind: str) -> None:
    assert kind_of(File(name, "", "", octets)) == kind
    assert opened(octets, name).traits[0] == "exotic-archive"


def test_an_old_archive_that_can_be_opened_is() -> None:
    assert opened(lha("run.exe", b"MZ"), "a.lzh").holds == ("run.exe",)


def test_what_nothing_here_opens_is_told() -> None:
    assert opened(bytes(40_000), "a.vhd").defect == "not opened: vhd"
    assert opened(b"conectix" + bytes(500), "a.vhd") == Inside(("disk-image",), defect="not opened: disk")


def test_a_bomb_is_told_and_not_unpacked() -> None:
    head = tarfile.TarInfo("a")
    head.size = 8 * 2**30
    inside = opened(gzip.compress(head.tobuf() + bytes(10_000)))
    assert inside.traits == ("bomb",)
    assert "left out" in inside.defect
    zeros = gzip.compress(bytes(100_000_000))
    assert [len(file.octets) for file in opened(zeros, "zeros.html.gz").files] == []


def test_without_the_library_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "libarchive", None)
    assert opened(written("7zip", LURE)).defect == MISSING


@pytest.mark.parametrize("name", ["a.rar", "a.7z", "a.gz", "a.iso", "a.cab", "a.tar", "a.z", "a.lz", "a.zst", "a"])
def test_what_is_none_is_told(name: str) -> None:
    inside = opened(b"plain words, and nothing else " * 20, name)
    assert inside.files == ()
    assert inside.defect or name == "a"


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_damage_is_opened_without_raising(data: st.DataObject) -> None:
    made = st.sampled_from([written("7zip", LURE), written("ustar", LURE), rar4(LURE), rar5(LURE), cab(LURE)])
    octets = bytearray(data.draw(made))
    for at in data.draw(st.lists(st.integers(8, len(octets) - 1), max_size=8)):
        octets[at] = data.draw(st.integers(0, 255))
    opened(bytes(octets[: data.draw(st.integers(8, len(octets)))]))
