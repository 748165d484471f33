"""Text, links and attachments of the leaves."""

from __future__ import annotations

import hashlib
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside import File, Inside, Open, look_apart
from firstsight.mail.links import MAX_LINKS
from firstsight.mail.mime import Leaf
from firstsight.mail.parts import BIDI, MAX_NAME, MAX_TEXT, Content, attachment, file_name, is_stub, unflow
from tests.unit.mail.inside.codes import code, half_blocks, picture


def leaf(octets: bytes, kind: str = "text/plain", **more: object) -> Leaf:
    """A leaf over its own octets."""
    return Leaf(octets, 0, len(octets), kind, **more)  # type: ignore[arg-type]  # fields by name


def content(*leaves: Leaf, apart: Open | None = None) -> Content:
    """What the leaves hold together."""
    found = Content(apart)
    found.gather(list(leaves))
    found.finish()
    return found


LONG = b"These are the plain words of a message that is long enough."


def test_the_plain_part_is_the_text_and_links_are_those_of_both() -> None:
    found = content(
        leaf(LONG + b" https://a.example/", group=1),
        leaf(b"<p>other <a href='https://a.example/'>A</a> <a href='https://b.example/'>B</a>", "text/html", group=1),
    )
    assert found.text().startswith("These are")
    assert [(link.href, link.text, link.place) for link in found.links.values()] == [
        ("https://a.example/", "A", "html"),
        ("https://b.example/", "B", "html"),
    ]


@pytest.mark.parametrize("plain", [b"", b" \n", b"Please enable HTML to view this message, thank you very much."])
def test_a_stub_gives_way_to_the_html_part(plain: bytes) -> None:
    assert content(leaf(plain, group=1), leaf(b"<p>real</p>", "text/html", group=1)).text() == "real"


def test_parts_that_are_no_alternatives_follow_each_other() -> None:
    assert content(leaf(b"one"), leaf(b"<p>two</p>", "text/html")).text() == "one\ntwo"


def test_text_declared_as_attachment_stays_out_of_the_text_but_gives_links() -> None:
    found = content(
        leaf(b"words"),
        leaf(b"<html><a href='https://a.example/'>x</a>", "text/html", disposition="attachment", name="a.html"),
        leaf(b"BEGIN:VCALENDAR\nURL:https://b.ex\n ample/\n", "text/calendar"),
    )
    assert found.text() == "words"
    assert [(link.host, link.place) for link in found.links.values()] == [
        ("a.example", "attachment"),
        ("b.example", "calendar"),
    ]
    assert len(found.attachments) == 2


def test_attached_text_counts_only_where_there_is_no_other() -> None:
    inner = leaf(b"inner", level=1)
    assert content(leaf(b"outer"), inner).text() == "outer"
    assert content(leaf(b"outer"), inner).forwarded() == 5
    assert content(leaf(b" "), inner).text() == "inner"
    assert content(leaf(b" "), inner).forwarded() == 0


def test_uuencoded_files_are_taken_out_of_the_text() -> None:
    found = content(leaf(b"see\n\nbegin 644 a.txt\n#86)C\n`\nend\nbye"))
    assert found.text() == "see\n\n\nbye"
    assert [(one.name, one.size) for one in found.attachments] == [("a.txt", 3)]


def test_links_beyond_the_bound_are_counted() -> None:
    found = content(leaf(b"".join(b"https://h%d.example/ " % number for number in range(MAX_LINKS + 1))))
    assert len(found.links) == MAX_LINKS
    assert found.defects == [f"1 links beyond {MAX_LINKS} left out"]


def test_text_is_bounded_and_the_cut_is_told() -> None:
    found = content(leaf(b"x" * (MAX_TEXT + 1)))
    assert len(found.text()) == MAX_TEXT
    assert found.defects == [f"text of {MAX_TEXT + 1} characters cut at {MAX_TEXT}"]


def test_the_charset_may_stand_inside_the_html() -> None:
    markup = "<meta charset=windows-1251><p>Привет".encode("cp1251")
    assert content(leaf(markup, "text/html")).text() == "Привет"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a.pdf", "a.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\a.pdf", "a.pdf"),
        ("a\0b\r\n.pdf", "ab.pdf"),
        ("a.exe. . ", "a.exe"),
        ("re\u202efdp.exe", "re\u202efdp.exe"),
        ("", ""),
    ],
)
def test_names_lose_paths_and_control_characters(name: str, kept: str) -> None:
    assert file_name(name) == kept


@given(st.text(max_size=400))
def test_any_name_is_bounded_and_printable_but_for_direction_marks(name: str) -> None:
    kept = file_name(name)
    assert len(kept) <= MAX_NAME
    assert not set(kept) & set("/\\\0\n\r")
    assert {char for char in name.replace("\\", "/").rpartition("/")[2] if char in BIDI} >= set(kept) & set(BIDI)


def test_a_long_name_keeps_its_extension() -> None:
    assert file_name("x" * 999 + ".exe").endswith(".exe")


def test_an_attachment_is_described_by_its_octets() -> None:
    found = attachment("a.pdf", "application/pdf", b"MZ\x90", inline=False)
    assert found.sha256 == hashlib.sha256(b"MZ\x90").hexdigest()
    assert (found.size, found.mismatch, found.extension) == (3, True, "pdf")


def test_flowed_lines_are_joined_and_the_signature_mark_is_not() -> None:
    assert unflow("one \ntwo\n-- \nme") == "one two\n-- \nme"
    assert unflow("one \n> q \n> r") == "one \n> q \n> r"


def test_long_plain_parts_are_no_stubs() -> None:
    assert is_stub("See the HTML part to view this message in your browser")
    assert not is_stub("The browser team met today. " * 20)


URL = "https://evil.example/drawn"


def opened_here(file: File) -> Inside:
    """A port that opens in this process what the product opens in another."""
    return look_apart(file)


def test_codes_drawn_in_text_and_pictures_written_into_markup_are_read() -> None:
    drawn = ("\n\n" + half_blocks(URL) + "\n").encode()
    assert [link.place for link in content(leaf(LONG + drawn), apart=opened_here).links.values()] == ["qr"]
    packed = b64encode(picture(code(URL)).octets).decode()
    markup = f'<p>Scan this</p><img src="data:image/png;base64,{packed}">'.encode()
    assert [link.href for link in content(leaf(markup, "text/html"), apart=opened_here).links.values()] == [URL]


def test_after_three_files_that_do_not_open_no_more_are_tried() -> None:
    asked: list[str] = []

    def hangs(file: File) -> Inside:
        asked.append(file.name)
        return Inside(defect="not opened: took longer than 2 s")

    pictures = [leaf(picture(code(f"{URL}{n}")).octets, "image/png", name=f"{n}.png") for n in range(9)]
    found = content(*pictures, apart=hangs)
    assert asked == ["0.png", "1.png", "2.png"]
    assert len(found.attachments) == 9
    assert len([defect for defect in found.defects if "not opened" in defect]) == 3
