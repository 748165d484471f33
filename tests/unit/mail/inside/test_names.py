"""What the name of a file says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside import TRAITS
from firstsight.mail.inside.names import extension_of, is_double, runs, traits_of_name

PROGRAM = "application/vnd.microsoft.portable-executable"


@pytest.mark.parametrize(
    ("name", "detected", "traits"),
    [
        ("setup.exe", PROGRAM, ("executable",)),
        ("setup", PROGRAM, ("executable",)),
        ("Update.MSI", "application/x-ole-storage", ("executable",)),
        ("invoice.pdf.exe", "", ("executable", "double-extension")),
        ("invoice.pdf .js", "", ("executable", "double-extension")),
        ("dir.pdf/payload.lnk", "", ("executable",)),
        ("dir\\scan.docx.lnk", "", ("executable", "double-extension")),
        ("scan.pdf.html", "text/html", ("double-extension",)),
        ("scan.pdf.iso", "", ("double-extension", "disk-image")),
        ("invoice.pdf" + " " * 40 + ".hta", "", ("executable", "double-extension", "hidden-extension")),
        ("invoice.pdf" + "\u2800" * 26 + ".hta", "", ("executable", "double-extension", "hidden-extension")),
        ("ann\u202ecod.exe", "", ("executable", "hidden-extension")),
        ("voice\u202egpj.mp3", "", ("hidden-extension",)),
        ("trailing.exe. . ", "", ("executable",)),
        ("zero\u200b.ex\u200be", "", ("executable",)),
        ("photos.ace", "", ("exotic-archive",)),
        ("Quote.img", "", ("disk-image",)),
        ("Quote.bin", "application/x-iso9660-image", ("disk-image",)),
        ("plan.xlsm", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("macro-format",)),
        ("report.pdf", "application/pdf", ()),
        ("saved page www.example.com", "text/html", ()),
        ("www.example.com", "", ("executable",)),
        ("backup.tar.gz", "application/gzip", ()),
        ("README.txt.html", "text/html", ()),
        ("v1.2 notes.pdf.p7m", "", ()),
        ("\u05d3\u05d5\u05d7\u200f.pdf", "application/pdf", ()),
        ("img", "", ()),
        (".bashrc", "", ()),
        ("", "", ()),
    ],
)
def test_a_name_tells_what_a_file_does(name: str, detected: str, traits: tuple[str, ...]) -> None:
    assert traits_of_name(name, detected) == traits


def test_content_outweighs_only_the_extension_that_hosts_have_too() -> None:
    assert runs("com", "")
    assert not runs("com", "text/html")
    assert runs("scr", "image/png")


def test_a_disguise_needs_something_to_hide() -> None:
    assert is_double("a.pdf", "exe")
    assert not is_double("a", "exe")
    assert not is_double(".pdf", "exe")
    assert not is_double("a.unknown", "exe")


def test_the_extension_is_the_last_one_of_the_last_part() -> None:
    assert extension_of("a.zip/b.TXT ") == "txt"
    assert extension_of("a.b/c") == ""


@given(st.text(max_size=400), st.sampled_from(["", PROGRAM, "text/html"]))
def test_any_name_has_only_words_that_are_explained(name: str, detected: str) -> None:
    assert set(traits_of_name(name, detected)) <= set(TRAITS)
    assert len(extension_of(name)) <= 20


def test_a_megabyte_of_blanks_is_looked_at_from_its_end() -> None:
    assert "hidden-extension" in traits_of_name("a" + " " * 1_000_000 + ".exe", "")
    assert traits_of_name(" " * 1_000_000, "") == ()
