"""winmail.dat."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.content.tnef import MAX_FILES, SIGNATURE, read_tnef

HEAD = SIGNATURE + b"\1\0"


def attribute(number: int, value: bytes, level: int = 2) -> bytes:
    """One attribute as the format has it."""
    return bytes([level]) + number.to_bytes(4, "little") + len(value).to_bytes(4, "little") + value + b"\0\0"


def prop(number: int, kind: int, value: bytes) -> bytes:
    """One property with a value of its own length."""
    padded = value + b"\0" * (-len(value) % 4)
    return (
        kind.to_bytes(2, "little")
        + number.to_bytes(2, "little")
        + (1).to_bytes(4, "little")
        + len(value).to_bytes(4, "little")
        + padded
    )


def properties(*found: bytes) -> bytes:
    """A list of properties."""
    return len(found).to_bytes(4, "little") + b"".join(found)


FILE = attribute(0x69002, b"\0" * 14) + attribute(0x18010, b"a.txt\0") + attribute(0x6800F, b"content")


def test_files_and_body_are_found() -> None:
    read = read_tnef(HEAD + attribute(0x2800C, b"Hello\0", 1) + FILE + FILE)
    assert read.attachments == [("a.txt", b"content")] * 2
    assert read.text == "Hello"
    assert read.defect == ""


def test_properties_give_long_names_data_and_bodies() -> None:
    inner = properties(
        (3).to_bytes(2, "little") + (0x3705).to_bytes(2, "little") + b"\1\0\0\0",
        prop(0x3707, 0x1F, "naïve.txt\0".encode("utf-16-le")),
        prop(0x3701, 0x0D, b"\0" * 16 + b"object"),
    )
    body = properties(prop(0x1000, 0x1F, "Grüezi\0".encode("utf-16-le")), prop(0x1013, 0x102, b"<p>Hi</p>"))
    read = read_tnef(HEAD + attribute(0x69003, body, 1) + attribute(0x69002, b"") + attribute(0x69005, inner))
    assert read.attachments == [("naïve.txt", b"object")]
    assert (read.text, read.html) == ("Grüezi", "<p>Hi</p>")


def test_the_number_of_files_is_bounded() -> None:
    assert len(read_tnef(HEAD + FILE * (MAX_FILES + 20)).attachments) == MAX_FILES


def test_other_octets_are_told() -> None:
    assert read_tnef(b"other").defect == "TNEF without its signature"


@given(st.binary(max_size=200), st.integers(0, 120))
def test_any_octets_are_read_as_far_as_they_go(octets: bytes, cut: int) -> None:
    assert len(read_tnef((HEAD + FILE)[:cut] + octets).attachments) <= MAX_FILES
    read_tnef(HEAD + attribute(0x69005, octets) + attribute(0x69003, octets))
