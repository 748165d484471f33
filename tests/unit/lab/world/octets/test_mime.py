from __future__ import annotations

import email
from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.lab.world.octets.mime import Part, as_html, file_entity, mailbox, multipart, phrase, text_entity

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=80)


@given(WORDS)
def test_a_header_value_is_ascii_and_decodes_to_itself(text: str) -> None:
    coded = phrase(text)
    assert coded.isascii()
    if not text.isascii():
        assert str(make_header(decode_header(coded))) == text
        assert all(len(line.strip()) <= 75 for line in coded.split("\n"))


@pytest.mark.parametrize("latin", [False, True])
@pytest.mark.parametrize("text", ["plain", "für Élodie", "漢字", "a" * 1200, "Zeile =3D\n\nund mehr"])
def test_a_text_entity_decodes_to_its_text(text: str, latin: bool) -> None:
    message = email.message_from_bytes(text_entity(text, "plain", latin))
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode(message.get_content_charset() or "").rstrip("\n") == text
    assert max(len(line) for line in message.as_bytes().split(b"\n")) < 998


def test_names_with_specials_are_quoted() -> None:
    assert mailbox('Voss, "Jan"', "j@v.example") == '"Voss, \\"Jan\\"" <j@v.example>'
    assert mailbox("", "j@v.example") == "j@v.example"


def test_a_file_keeps_its_name_and_octets() -> None:
    part = Part("Prüfung 1.pdf", "application/pdf", b"%PDF-1.4" * 40)
    message = email.message_from_bytes(file_entity(part, ""))
    assert message.get_filename() == "Prüfung 1.pdf"
    assert message.get_payload(decode=True) == part.body


def test_a_multipart_has_its_parts_in_order() -> None:
    entity = multipart("mixed", "b1", [text_entity("one", "plain"), text_entity("two", "html")])
    message = email.message_from_bytes(entity)
    assert [part.get_content_type() for part in message.walk()] == ["multipart/mixed", "text/plain", "text/html"]


def test_paragraphs_are_escaped_and_addresses_become_links() -> None:
    assert as_html("a < b\nc\n\nhttps://x.example/?a=1&b=2") == (
        '<p>a &lt; b<br>\nc</p>\n<p><a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a></p>'
    )
