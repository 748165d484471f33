"""Saved messages."""

from __future__ import annotations

from firstsight.mail.inside.office.gathered import Gathered
from firstsight.mail.inside.office.ole.compound import Compound
from firstsight.mail.inside.office.ole.outlook import MAX_ATTACHMENTS, read_outlook
from firstsight.mail.inside.opener import Inside
from tests.unit.mail.inside.office.ole.compounds import compound

HEAD = {"__properties_version1.0": bytes(32)}


def read(streams: dict[str, bytes]) -> Inside:
    """What a saved message says."""
    into = Gathered()
    read_outlook(Compound(compound(streams)), into)
    return into.inside()


def test_its_words_and_its_files_are_read() -> None:
    inside = read({
        **HEAD,
        "__substg1.0_0037001F": "Rechnung für Ana".encode("utf-16-le"),
        "__substg1.0_1000001E": b"See https://a.example/",
        "__substg1.0_10130102": b"<html><a href='https://b.example/'>",
        "__attach_version1.0_#00000000/__substg1.0_3707001F": "invoice.pdf.exe".encode("utf-16-le"),
        "__attach_version1.0_#00000000/__substg1.0_37010102": b"MZ" + bytes(50),
        "__attach_version1.0_#00000001/__substg1.0_3704001E": b"page.htm",
        "__attach_version1.0_#00000001/__substg1.0_37010102": b"<html>",
    })  # fmt: skip
    assert inside.text == "Rechnung für Ana\nSee https://a.example/"
    assert inside.links == (("https://a.example/", "", "document"),)
    assert inside.holds == ("invoice.pdf.exe", "page.htm")
    assert inside.traits == ("executable", "double-extension")
    assert [(file.name, file.detected) for file in inside.files] == [
        ("message.html", "text/html"),
        ("page.htm", "text/html"),
    ]


def test_an_attached_message_has_a_name_at_most() -> None:
    nested = "__attach_version1.0_#00000000/__substg1.0_3701000D/__properties_version1.0"
    assert read({**HEAD, nested: b""}).files == ()


def test_the_number_of_attachments_is_bounded() -> None:
    names = {
        f"__attach_version1.0_#{number:08X}/__substg1.0_3707001E": f"{number}.txt".encode() for number in range(80)
    }
    assert len(read({**HEAD, **names}).holds) == MAX_ATTACHMENTS


def test_another_file_says_nothing() -> None:
    assert read({"__substg1.0_1000001E": b"words"}) == Inside()
