"""Links as written and where they lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.links import MAX_HOST, MAX_HREF, bare_urls, host_name, link, resolve


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("HTTPS://WWW.Example.COM:443/A", "https://www.example.com/A"),
        ("http://example.com:80", "http://example.com/"),
        ("http://example.com:8080?x", "http://example.com:8080?x"),
        ("http:\\\\example.com\\a?b\\c", "http://example.com/a?b\\c"),
        ("https:/example.com/a", "https://example.com/a"),
        (" https://exa\nmple.com/\ta ", "https://example.com/a"),
        ("//example.com/a", "https://example.com/a"),
        ("www.example.com/a", "http://www.example.com/a"),
        ("https://bank.example@evil.example/", "https://bank.example@evil.example/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://017700000001/", "http://127.0.0.1/"),
        ("http://[2001:DB8::1]:81/x", "http://[2001:db8::1]:81/x"),
        ("http://b\u00fccher.example/", "http://xn--bcher-kva.example/"),
        ("http://ex%61mple.com/%61", "http://example.com/%61"),
        ("http://example\u3002com/", "http://example.com/"),
        ("file://server/share", "file://server/share"),
    ],
)
def test_a_target_is_what_a_browser_asks_for(href: str, target: str) -> None:
    assert resolve(href)[2] == target


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#top",
        "page.html",
        "mailto:a@b.example",
        "tel:+411",
        "cid:x",
        "javascript:x()",
        "data:text/html,x",
        "http://",
        "http:///",
        "https://a b/",
        "http://[zz]/",
        "http://?x",
        "x:",
        "::",
    ],
)
def test_what_names_no_host_is_no_link(href: str) -> None:
    assert link(href, "text", "html") is None


def test_the_host_and_its_domain_stand_beside_the_target() -> None:
    found = link("https://Login.Shop.Example.co.uk/x", "Shop", "html")
    assert found is not None
    assert (found.host, found.domain, found.text) == ("login.shop.example.co.uk", "example.co.uk", "Shop")
    trick = link("https://bank.example@evil.example/", "", "html")
    assert trick is not None
    assert trick.host == "evil.example"


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https:", "//", "www.", "http://a.b/"]))
def test_any_reference_is_a_link_or_none_and_bounded(text: str, start: str) -> None:
    found = link(start + text * 3, "x" * 999, "html")
    if found is not None:
        assert 0 < len(found.host) <= MAX_HOST
        assert found.host == found.host.lower()
        assert found.domain
        assert "\n" not in found.target


def test_length_is_bounded() -> None:
    found = link("https://example.com/" + "x" * 9_999, "y" * 9_999, "html")
    assert found is not None
    assert (len(found.href), len(found.target), len(found.text)) == (MAX_HREF, MAX_HREF, 200)


@given(st.integers(0, 2**32 - 1))
def test_every_numeric_form_of_an_address_is_the_same_host(number: int) -> None:
    dotted = ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    assert host_name(str(number)) == host_name(hex(number)) == host_name(f"0{number:o}") == host_name(dotted) == dotted


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("See https://a.example/x.", ["https://a.example/x"]),
        ("(https://a.example/b_(c)) <ftp://d.example>", ["https://a.example/b_(c)", "ftp://d.example"]),
        ("www.a.example, WWW.B.example!", ["www.a.example", "WWW.B.example"]),
        ("hxxp://a.example mailto:a@b.example x@www.a.example", []),
        ("https://a.example/?u=https://b.example/", ["https://a.example/?u=https://b.example/"]),
        ("https://a.example/x\u3002weiter", ["https://a.example/x"]),
        ("HTTPS://A.example", ["HTTPS://A.example"]),
        ("http:// www. ://x", []),
        ('"https://a.example/"', ["https://a.example/"]),
    ],
)
def test_bare_urls_end_where_the_sentence_goes_on(text: str, urls: list[str]) -> None:
    assert [url for url in bare_urls(text, 9) if link(url, "", "text")] == urls


def test_bare_urls_are_bounded_in_number() -> None:
    assert len(bare_urls("http://a.example " * 50, 7)) == 7
