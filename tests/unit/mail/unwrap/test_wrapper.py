import gzip
import zlib

import pytest

from firstsight.mail.unwrap.wrapper import (
    MAX_INFLATED,
    MAX_LEAKS,
    Place,
    address_in,
    closed,
    from_base64,
    host_is,
    host_of,
    inflated,
    opened,
    place,
    told,
    web_url,
)


@pytest.mark.parametrize(
    ("host", "pattern", "same"),
    [
        ("gate.example", "gate.example", True),
        ("xgate.example", "gate.example", False),
        ("gate.example.evil.test", "gate.example", False),
        ("gatexexample", "gate.example", False),
        ("a.b.gate.example", "*.gate.example", True),
        ("gate.example", "*.gate.example", False),
        (".gate.example", "*.gate.example", False),
        ("protect-eu.gate.example", "protect*.gate.example", True),
        ("protect.evil.gate.example", "protect*.gate.example", False),
        ("gate.example\n", "gate.example", False),
    ],
)
def test_a_host_matches_whole(host: str, pattern: str, same: bool) -> None:
    assert host_is(host, pattern) is same


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://A.example:443/b", "a.example"),
        ("https://gate.example@evil.example/", "evil.example"),
        ("https://gate.example\\@evil.example/", "gate.example"),
        (f"https://gate.example:{'0' * 5000}@evil.example/", ""),
        ("ftp://a.example/b", "a.example"),
        ("ws://a.example/b", ""),
        ("mailto:a@b.example", ""),
    ],
)
def test_the_host_is_the_one_that_a_browser_asks(url: str, host: str) -> None:
    assert host_of(url) == host


def test_a_place_keeps_what_is_encoded() -> None:
    assert place("https://g.example/a%2Fb?U=%41&amp;v=1?2&&w#x=1") == Place(
        "g.example", "/a%2Fb", (("u", "%41"), ("v", "1?2"), ("w", ""))
    )
    assert place("https://g.example?u=%41+b&u=2").value("u") == "A+b"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https:/a.example/b", "https://a.example/b"),
        ("https:\\\\a.example/b", "https://a.example/b"),
        ("https%253A%252F%252Fa.example%252Fb", "https://a.example/b"),
        ("http://a.example/%2541", "http://a.example/%2541"),
        ("ht\ntp://a.example", "http://a.example"),
        ("https%25252525253A%2F%2Fa.example", ""),
        ("http://", ""),
        ("http:///?a", ""),
        ("file:///a", ""),
        ("a.example", ""),
    ],
)
def test_a_target_is_a_web_url_with_a_host(text: str, url: str) -> None:
    assert web_url(text) == url


def test_a_bomb_does_not_go_off() -> None:
    assert inflated(zlib.compress(b"a" * 100_000_000)) == b""
    assert len(inflated(zlib.compress(b"a" * (MAX_INFLATED - 1)))) == MAX_INFLATED - 1


def test_a_stream_that_is_cut_short_gives_nothing_rather_than_half_a_host() -> None:
    assert inflated(zlib.compress(b"https://www.example.com")[:-6]) == b""
    assert inflated(gzip.compress(b"a")) == b"a"


@pytest.mark.parametrize("text", ["", "a", "a?bc", "====", "é", "\ud800", "aaaaa"])
def test_bad_base64_is_nothing(text: str) -> None:
    assert from_base64(text) == b""


def test_leaks_are_few_short_and_printable() -> None:
    assert told(("a", "\x1b[2J"), ("a", "b"), ("a", "b")) == (("a", "b"),)
    assert len(told(*(("a", str(number)) for number in range(99)))) == MAX_LEAKS
    assert len(told(("a", "b" * 999))[0][1]) == 320


def test_a_layer_without_a_target_keeps_a_hint_that_is_a_host() -> None:
    assert closed("g", " WWW.Example.com ").host == "www.example.com"
    assert closed("g", "a b").host == closed("g", "localhost").host == ""
    assert opened("g", "javascript:a", hint="x.example").host == "x.example"


def test_an_address_is_found_in_a_token() -> None:
    assert address_in("a|jane.o'neil@corp.example|b") == "jane.o'neil@corp.example"
    assert address_in("a" * 100 + "@corp.example") == address_in("") == ""
