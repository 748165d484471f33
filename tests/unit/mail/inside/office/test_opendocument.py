"""OpenDocument files."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsight.mail.inside import File, Inside
from firstsight.mail.inside.office.opendocument import open_opendocument
from tests.unit.mail.inside.office.ole.compounds import compound
from tests.unit.mail.inside.office.ole.legacy import native
from tests.unit.mail.inside.zips import encrypted, zipped

KIND = "application/vnd.oasis.opendocument.text"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(600)


def opened(body: str, more: dict[str, bytes] | None = None, events: str = "") -> Inside:
    """What is in a document."""
    content = f"<office:document-content>{events}<office:body>{body}</office:body></office:document-content>"
    octets = zipped({"mimetype": KIND.encode(), "content.xml": content.encode(), **(more or {})})
    return open_opendocument.open(File("a.odt", "", KIND, octets))


LOADS = '<office:event-listeners><script:event-listener script:event-name="dom:load" xlink:href="x"/>'


def test_words_links_and_pictures_are_read() -> None:
    inside = opened(
        '<text:p>Dear Ana &amp; Ben</text:p><text:p>please <text:a xlink:href="https://a.example/?x&amp;y">'
        '<text:span>pay</text:span></text:a> now</text:p><text:a xlink:href="#part">x</text:a>',
        {"Pictures/1.png": PICTURE, "Pictures/2.svm": b"x"},
    )
    assert inside.text == "Dear Ana & Ben\nplease pay now\nx"
    assert inside.links == (("https://a.example/?x&y", "pay", "document"),)
    assert [file.detected for file in inside.files] == ["image/png"]
    assert inside.traits == ()


@pytest.mark.parametrize(
    ("body", "more", "events", "traits"),
    [
        ("", {"Basic/Standard/Module1.xml": b"<x/>"}, "", ("macro",)),
        ("", {"Basic/Standard/Module1.xml": b"<x/>"}, LOADS, ("macro", "auto-exec")),
        ("", {"Scripts/python/run.py": b"x"}, "", ("macro", "embedded-object", "executable")),
        ("", {"Basic/script-lc.xml": b"<x/>"}, LOADS, ()),
        ("", {"META-INF/manifest.xml": b"<manifest:encryption-data/>"}, "", ("encrypted",)),
        ('<draw:image xlink:href="https://a.example/p.png"/>', {}, "", ("external-link",)),
        ('<draw:image xlink:href="Pictures/1.png"/>', {}, "", ()),
        ('<text:section-source xlink:href="https://a.example/t.odt"/>', {}, "", ("external-link",)),
        ('<office:dde-source office:dde-application="cmd"/>', {}, "", ("dde",)),
        ("", {"Object 1": compound({"\x01Ole10Native": native("a.txt", b"")})}, "", ("embedded-object",)),
        ("", {"Object 1": b"<x/>"}, "", ()),
        ("", {"Object 1/run.exe": b"MZ"}, "", ("embedded-object", "executable")),
    ],
)
def test_what_it_does_is_told(body: str, more: dict[str, bytes], events: str, traits: tuple[str, ...]) -> None:
    assert opened(body, more, events).traits == traits


def test_encryption_and_damage_are_told() -> None:
    octets = zipped({"content.xml": b"x"})
    assert open_opendocument.open(File("a.odt", "", KIND, encrypted(octets))).traits == ("encrypted",)
    assert open_opendocument.open(File("a.odt", "", KIND, octets[:40])).defect == "ZIP without a directory"


@pytest.mark.parametrize(
    "part", ["<text:a href=", "<text:a x>", "<draw:image ", "<", "<office:body", "event-name=", "&"]
)
def test_a_megabyte_of_anything_is_read_in_time(part: str) -> None:
    begun = time.process_time()
    opened(part * (1_000_000 // len(part)), {"Basic/a/b.xml": b"x"})
    assert time.process_time() - begun < 5.0


@settings(max_examples=100)
@given(st.text("<>/=\"'text:a hrefx&;p", max_size=300))
def test_any_content_is_read_without_raising(body: str) -> None:
    opened(body)
