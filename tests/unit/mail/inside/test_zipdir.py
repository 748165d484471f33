"""The entries of a ZIP, read without trust."""

from __future__ import annotations

import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsight.mail.inside.zipdir import MAX_ENTRIES, MAX_NAME, Entry, read_directory, unpack
from tests.unit.mail.inside.zips import encrypted, zipped

ORDINARY = zipped({"one.txt": b"one" * 50, "dir/": b"", "dir/two.txt": b"two"})


def names(octets: bytes) -> list[str]:
    """Names of the entries in order."""
    return [entry.name for entry in read_directory(octets).entries]


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_names_sizes_and_content_are_read(compression: int) -> None:
    octets = zipped({"one.txt": b"one" * 50, "dir/two.txt": b"two"}, compression)
    directory = read_directory(octets)
    assert [(entry.name, entry.size) for entry in directory.entries] == [("one.txt", 150), ("dir/two.txt", 3)]
    assert (directory.traits, directory.defect) == ((), "")
    assert unpack(octets, directory.entries[0], 10) == b"oneoneoneo"
    assert unpack(octets, directory.entries[1], 10) == b"two"


def test_names_are_text_in_the_code_page_they_say() -> None:
    assert names(zipped({"Müller.txt": b""})) == ["Müller.txt"]
    dos = zipped({"M_ller.txt": b""}).replace(b"M_ller", b"M\x81ller")
    assert names(dos) == ["Müller.txt"]
    assert names(zipped({"n" * 1000 + ".exe": b""}))[0].endswith("n.exe")
    assert len(names(zipped({"n" * 1000 + ".exe": b""}))[0]) == MAX_NAME


def test_what_is_encrypted_is_told_and_not_read() -> None:
    octets = encrypted(ORDINARY)
    assert all(entry.encrypted for entry in read_directory(octets).entries)
    assert unpack(octets, read_directory(octets).entries[0], 10) == b""


def test_aes_is_told_by_its_extra_field_alone() -> None:
    octets = zipped({"one.txt": b"one"})
    at = octets.find(b"PK\x01\x02")
    extra = struct.pack("<HHHHBH", 0x9901, 7, 2, 0x4541, 3, 8)
    central = bytearray(octets[at : at + 46 + 7]) + extra
    central[30:32] = len(extra).to_bytes(2, "little")
    end = bytearray(octets[at + 46 + 7 :])
    end[12:16] = len(central).to_bytes(4, "little")
    (entry,) = read_directory(octets[:at] + central + end).entries
    assert entry.encrypted


def test_what_stands_before_the_archive_does_not_matter() -> None:
    octets = b"#!/bin/sh\n" * 9 + ORDINARY
    directory = read_directory(octets)
    assert unpack(octets, directory.entries[0], 3) == b"one"
    assert directory.traits == ()


def test_two_archives_one_after_the_other_show_the_files_of_both() -> None:
    directory = read_directory(zipped({"hidden.exe": b"MZ"}) + ORDINARY)
    assert [entry.name for entry in directory.entries] == ["one.txt", "dir/", "dir/two.txt", "hidden.exe"]
    assert directory.traits == ("mismatched-names",)


def test_an_archive_in_the_comment_is_not_taken_for_the_archive_alone() -> None:
    directory = read_directory(zipped({"hidden.exe": b"MZ"}, comment=ORDINARY))
    assert {"one.txt", "hidden.exe"} <= {entry.name for entry in directory.entries}
    assert "mismatched-names" in directory.traits


def test_an_archive_stored_in_an_archive_is_one_entry() -> None:
    directory = read_directory(zipped({"inner.zip": ORDINARY, "a.txt": b""}, zipfile.ZIP_STORED))
    assert [entry.name for entry in directory.entries] == ["inner.zip", "a.txt"]
    assert directory.traits == ()


def test_another_name_beside_the_content_is_told() -> None:
    octets = ORDINARY.replace(b"one.txt", b"one.exe", 1)
    directory = read_directory(octets)
    assert directory.entries[0].name == "one.txt"
    assert directory.traits == ("mismatched-names",)


def test_a_file_that_the_directory_is_silent_about_is_told() -> None:
    octets = zipped({"one.txt": b"1", "two.exe": b"MZ", "three.txt": b"3"})
    at = octets.find(b"PK\x01\x02")
    second = octets.find(b"PK\x01\x02", at + 4)
    third = octets.find(b"PK\x01\x02", second + 4)
    end = bytearray(octets[octets.rfind(b"PK\x05\x06") :])
    directory = octets[at:second] + octets[third : octets.rfind(b"PK\x05\x06")]
    end[8:10] = end[10:12] = b"\2\0"
    end[12:16] = len(directory).to_bytes(4, "little")
    assert read_directory(octets[:at] + directory + bytes(end)).traits == ("mismatched-names",)


def test_the_unicode_twin_of_a_name_counts_and_a_false_one_is_told() -> None:
    octets = zipped({"one.txt": b"one"})
    at = octets.find(b"PK\x01\x02")
    twin = b"\1" + zlib.crc32(b"one.txt").to_bytes(4, "little") + b"one.exe"
    extra = struct.pack("<HH", 0x7075, len(twin)) + twin
    central = bytearray(octets[at : at + 46 + 7]) + extra
    central[30:32] = len(extra).to_bytes(2, "little")
    end = bytearray(octets[at + 46 + 7 :])
    end[12:16] = len(central).to_bytes(4, "little")
    directory = read_directory(octets[:at] + central + end)
    assert [entry.name for entry in directory.entries] == ["one.exe"]
    assert directory.traits == ("mismatched-names",)


def test_entries_that_share_their_content_are_a_bomb() -> None:
    octets = zipped({"one.txt": b"one" * 500, "two.txt": b"two" * 500})
    second = octets.find(b"PK\x01\x02", octets.find(b"PK\x01\x02") + 4)
    assert "bomb" in read_directory(octets[: second + 42] + bytes(4) + octets[second + 46 :]).traits


def test_a_declared_size_that_no_mail_carries_is_a_bomb() -> None:
    octets = zipped({"one.txt": b"one"})
    at = octets.find(b"PK\x01\x02")
    assert read_directory(octets[: at + 24] + b"\xff\xff\xff\x7f" + octets[at + 28 :]).traits == ("bomb",)


def test_zip64_numbers_are_read() -> None:
    octets = zipped({"one.txt": b"one"})
    at, end = octets.find(b"PK\x01\x02"), octets.rfind(b"PK\x05\x06")
    extra = struct.pack("<HHQQQ", 1, 24, 3, 5, 0)
    central = bytearray(octets[at:end]) + extra
    central[20:28] = b"\xff" * 8
    central[42:46] = b"\xff" * 4
    central[30:32] = len(extra).to_bytes(2, "little")
    end64 = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 1, 1, len(central), at)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, at + len(central), 1)
    last = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    wide = octets[:at] + bytes(central) + end64 + locator + last
    directory = read_directory(wide)
    assert [(entry.name, entry.size) for entry in directory.entries] == [("one.txt", 3)]
    assert unpack(wide, directory.entries[0], 9) == b"one"
    assert directory.defect == ""


def test_without_a_directory_the_local_headers_tell() -> None:
    octets = ORDINARY[: ORDINARY.find(b"PK\x01\x02")]
    directory = read_directory(octets)
    assert [entry.name for entry in directory.entries] == ["one.txt", "dir/", "dir/two.txt"]
    assert directory.defect == "ZIP without a directory"
    assert unpack(octets, directory.entries[0], 3) == b"one"


def test_a_wrong_count_is_told_and_all_entries_are_read() -> None:
    end = ORDINARY.rfind(b"PK\x05\x06")
    directory = read_directory(ORDINARY[: end + 8] + b"\1\0\1\0" + ORDINARY[end + 12 :])
    assert len(directory.entries) == 3
    assert directory.defect == "ZIP says 1 and lists 3"


def test_the_number_of_entries_is_bounded() -> None:
    directory = read_directory(zipped({f"{number}.txt": b"" for number in range(MAX_ENTRIES + 5)}))
    assert len(directory.entries) == MAX_ENTRIES
    assert directory.defect == f"entries beyond {MAX_ENTRIES} left out"
    assert len(read_directory(b"PK\3\4" * 100_000).entries) <= MAX_ENTRIES


def test_a_damaged_entry_is_read_as_far_as_it_goes() -> None:
    content = bytes(zlib.crc32(bytes([number])) & 0xFF for number in range(256)) * 200
    octets = bytearray(zipped({"a": content}))
    octets[31 + 400] ^= 0xFF
    (entry,) = read_directory(bytes(octets)).entries
    assert len(unpack(bytes(octets), entry, 100_000)) <= 100_000
    assert unpack(b"\xff" * 100, Entry("a", 8, 100, 100, 0, encrypted=False), 100) == b""
    assert unpack(b"\xff" * 100, Entry("a", 12, 100, 100, 0, encrypted=False), 100) == b""
    assert unpack(b"\xff" * 100, Entry("a", 14, 100, 100, 0, encrypted=False), 100) == b""


def test_unpacking_stops_at_the_limit() -> None:
    octets = zipped({"zeros": bytes(50_000_000)})
    (entry,) = read_directory(octets).entries
    assert len(unpack(octets, entry, 65_536)) == 65_536


@settings(max_examples=300)
@given(st.data())
def test_any_change_of_any_octet_is_read_without_raising(data: st.DataObject) -> None:
    octets = bytearray(data.draw(st.sampled_from([ORDINARY, encrypted(ORDINARY), ORDINARY + ORDINARY])))
    for at in data.draw(st.lists(st.integers(0, len(octets) - 1), max_size=8)):
        octets[at] = data.draw(st.integers(0, 255))
    changed = bytes(octets[: data.draw(st.integers(0, len(octets)))])
    for entry in read_directory(changed).entries:
        assert len(unpack(changed, entry, 1000)) <= 1000


@given(st.binary(max_size=300))
def test_any_octets_have_a_directory_or_a_defect(octets: bytes) -> None:
    assert read_directory(octets).entries or read_directory(octets).defect or octets.endswith(bytes(18))
