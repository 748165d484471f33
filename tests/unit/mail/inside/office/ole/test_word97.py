"""Word documents of 1997 to 2003."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from firstsight.mail.inside.office.gathered import MAX_TEXT, Gathered
from firstsight.mail.inside.office.ole.compound import Compound
from firstsight.mail.inside.office.ole.word97 import read_word, text_of
from firstsight.mail.inside.opener import Inside
from tests.unit.mail.inside.office.ole.compounds import compound
from tests.unit.mail.inside.office.ole.legacy import word

LINK = '\x13 HYPERLINK "https://a.example/pay" \x14pay here\x15'


def read(streams: dict[str, bytes]) -> Inside:
    """What a document says."""
    into = Gathered()
    read_word(Compound(compound(streams)), into)
    return into.inside()


def test_words_of_all_pieces_and_links_of_fields_are_read() -> None:
    inside = read(word("Dear Ana,\r", "Zażółć, ", f"please {LINK} now.\r"))
    assert inside.text == "Dear Ana,\nZażółć, please pay here now."
    assert inside.links == (("https://a.example/pay", "pay here", "document"),)
    assert inside.traits == ()


def test_the_other_table_is_read_too() -> None:
    assert read(word("words", flags=0)).text == "words"


def test_a_field_that_starts_a_program_is_told() -> None:
    assert read(word('\x13DDEAUTO c:\\\\x.exe "y"\x14\x15')).traits == ("dde",)


def test_a_template_from_elsewhere_is_told_and_one_at_home_is_not() -> None:
    inside = read(word("words", template="https://a.example/t.dotm"))
    assert inside.traits == ("external-template",)
    assert inside.links == (("https://a.example/t.dotm", "", "document"),)
    assert read(word("words", template="C:\\Normal.dot")).traits == ()


def test_an_encrypted_document_is_told() -> None:
    assert read(word("words", flags=0x0300)) == Inside(("encrypted",))


def test_another_file_says_nothing() -> None:
    assert read({"Contents": b"x"}) == Inside()
    assert read({"WordDocument": b"x"}) == Inside()


def test_the_text_is_bounded() -> None:
    assert len(read(word("x" * 300_000)).text) == MAX_TEXT


@settings(max_examples=200)
@given(st.data())
def test_any_damage_is_read_without_raising(data: st.DataObject) -> None:
    streams = {name: bytearray(content) for name, content in word("Dear", LINK, template="x").items()}
    for name in streams:
        for at in data.draw(st.lists(st.integers(0, len(streams[name]) - 1), max_size=9)):
            streams[name][at] = data.draw(st.integers(0, 255))
    read({name: bytes(content[: data.draw(st.integers(0, 3_000))]) for name, content in streams.items()})


@given(st.binary(max_size=60), st.binary(max_size=200))
def test_any_piece_table_gives_text(document: bytes, clx: bytes) -> None:
    text_of(document, clx)
    text_of(document, b"\2" + len(clx).to_bytes(4, "little") + clx)
