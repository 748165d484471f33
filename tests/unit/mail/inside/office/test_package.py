"""Parts of a package."""

from __future__ import annotations

from firstsight.mail.inside.office.package import MAX_PART, MAX_PARTS, Package
from tests.unit.mail.inside.zips import encrypted, zipped


def test_parts_are_read_by_name_without_case() -> None:
    package = Package(zipped({"Word\\Document.xml": b"<x/>", "a.bin": b"12"}))
    assert package.read("word/document.xml") == b"<x/>"
    assert package.read("a.bin", 1) == b"1"
    assert package.read("missing") == b""
    assert (package.size("a.bin"), package.size("missing")) == (2, 0)
    assert not package.encrypted
    assert package.directory.defect == ""


def test_what_is_unpacked_is_bounded_for_one_part_and_for_all() -> None:
    package = Package(zipped({f"{number}": bytes(MAX_PART * 2) for number in range(8)}))
    lengths = [len(package.read(f"{number}")) for number in range(8)]
    assert lengths[0] == MAX_PART
    assert sum(lengths) == MAX_PARTS


def test_encryption_is_told() -> None:
    assert Package(encrypted(zipped({"a": b"b"}))).encrypted
    assert Package(b"").directory.defect == "not a ZIP"
