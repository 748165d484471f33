"""Sections of OneNote."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside import File, Inside
from firstsight.mail.inside.office.onenote import MAX_FILES, STORE, open_onenote

HEAD = b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3" + bytes(200)


def stored(content: bytes) -> bytes:
    """A file in a section."""
    return STORE + len(content).to_bytes(8, "little") + bytes(12) + content + bytes(16)


def opened(*parts: bytes) -> Inside:
    """What is in a section."""
    return open_onenote.open(File("a.one", "", "application/onenote", HEAD + b"".join(parts)))


def wide(text: str) -> bytes:
    """Text as it is stored."""
    return b"\0\0" + text.encode("utf-16-le") + b"\0\0"


def test_files_under_the_pictures_are_told() -> None:
    inside = opened(
        wide("Double click to view the document"), wide("invoice.hta"), stored(b"<html><script>"),
        stored(b"\x89PNG\r\n\x1a\n" + bytes(50)), stored(b"MZ" + bytes(50)),
    )  # fmt: skip
    assert set(inside.traits) == {"embedded-object", "executable"}
    assert inside.holds == ("invoice.hta",)
    assert inside.text == "Double click to view the document"
    assert [file.detected for file in inside.files] == ["text/html", "image/png"]


def test_pictures_and_words_alone_are_no_object() -> None:
    inside = opened(wide("Notes of the meeting"), stored(b"\x89PNG\r\n\x1a\n" + bytes(50)))
    assert (inside.traits, inside.holds) == ((), ())


def test_the_number_of_files_is_bounded() -> None:
    assert len(opened(*[stored(b"<html>")] * MAX_FILES * 2).files) <= 10
    assert opened(STORE * 10_000).traits == ("embedded-object",)


@given(st.binary(max_size=200))
def test_any_octets_are_read_without_raising(octets: bytes) -> None:
    opened(octets, STORE, octets, wide("x.exe"), octets)
