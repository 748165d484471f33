"""What a link does to be read as another."""

from __future__ import annotations

import time
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.links import resolve
from firstsight.mail.urls.tricks import TRICKS, host_is_inside, host_tricks, target_tricks, written_tricks


@pytest.mark.parametrize(
    ("host", "tricks"),
    [
        ("192.0.2.7", ("ip-host",)),
        ("2001:db8::1", ("ip-host",)),
        ("7.2.0.192.host.example", ("ip-host",)),
        ("ec2-192-0-2-7.compute.example", ("ip-host",)),
        ("xn--mnchen-3ya.example", ("punycode",)),
        ("xn--pypal-4ve.example", ("punycode", "mixed-script")),
        ("paypal.com.evil.example", ("borrowed-name",)),
        ("login.paypal.com.id7.evil.example", ("borrowed-name",)),
        ("www-paypal-com.evil.example", ("borrowed-name",)),
        ("paypal.com.github.io", ("borrowed-name",)),
        ("bbc.co.uk.evil.example", ("borrowed-name",)),
        ("a" * 60 + ".evil.example", ("long-host",)),
    ],
)
def test_a_host_that_borrows_or_hides_is_told(host: str, tricks: tuple[str, ...]) -> None:
    assert host_tricks(host) == tricks


@pytest.mark.parametrize(
    "host",
    [
        "www.example.com",
        "paypal.com",
        "www.paypal.com",
        "docs.google.com",
        "www.gov.uk",
        "release-1-2-3.example.com",
        "build-2024-10-04.example.com",
        "1.example.com",
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.9",
        "fe80::1",
        "localhost",
        "paypal",
        "...",
        "",
    ],
)
def test_an_ordinary_host_and_the_own_network_are_no_trick(host: str) -> None:
    assert host_tricks(host) == ()


@pytest.mark.parametrize(
    ("target", "domain", "tricks"),
    [
        ("https://www.paypal.com@evil.example/", "evil.example", ("userinfo",)),
        ("https://www.paypal.com%2Flogin@evil.example/", "evil.example", ("userinfo",)),
        ("https://jane@corp.example@evil.example/", "evil.example", ("userinfo",)),
        ("https://" + "x" * 41 + "@evil.example/", "evil.example", ("userinfo",)),
        ("https://evil.example:4444/", "evil.example", ("odd-port",)),
        ("https://[2001:db8::1]:4444/", "2001:db8::1", ("odd-port",)),
        ("https://a.example/?next=https://evil.example/", "a.example", ("nested-url",)),
        ("https://a.example/https://evil.example/x", "a.example", ("nested-url",)),
        ("https://a.example/#https%253A%252F%252Fevil.example", "a.example", ("nested-url",)),
        ("https://google.com/amp/s?q=HTTPS%3A//evil.example", "google.com", ("nested-url", "open-redirect")),
        ("https://vk.com/away.php?utf=1&to=https%3A%2F%2Fevil.example%2F", "vk.com", ("nested-url", "open-redirect")),
        ("https://vk.com/x;to=https://evil.example", "vk.com", ("nested-url",)),
    ],
)
def test_the_rest_of_a_url_that_misleads_is_told(target: str, domain: str, tricks: tuple[str, ...]) -> None:
    assert target_tricks(target, domain) == tricks


@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode])
@pytest.mark.parametrize("pad", ["", "/", "/1", "/12"])
def test_a_url_in_base64_is_found(encode: object, pad: str) -> None:
    assert callable(encode)
    inner = encode(f"https://evil.example{pad}".encode()).decode()
    assert target_tricks(f"https://a.example/r/{inner}", "a.example") == ("nested-url",)


@pytest.mark.parametrize(
    ("target", "domain"),
    [
        ("https://git@a.example/x.git", "a.example"),
        ("ftp://user:secret@a.example/", "a.example"),
        ("https://a.example:8443/", "a.example"),
        ("http://10.0.0.1:2443/login", "10.0.0.1"),
        ("http://bmc:2200/", "bmc"),
        ("https://a.example/?next=https://www.a.example/", "a.example"),
        ("https://a.example/?icon=https%3A%2F%2Fcdn.example%2Fa.png", "a.example"),
        ("https://a.example/http-status", "a.example"),
        ("https://a.example/aHR0c", "a.example"),
        ("https://a.example/?u=https%3A%2F%2F", "a.example"),
        ("https://a.example/me@b.example", "a.example"),
        ("https://a.example", "a.example"),
        ("", ""),
    ],
)
def test_an_ordinary_rest_is_no_trick(target: str, domain: str) -> None:
    assert target_tricks(target, domain) == ()


@pytest.mark.parametrize(
    "written",
    [
        "http://%65vil.example/",
        "http://www.paypal.com@%65vil.example/?evil.example",
        "http://ｅｖｉｌ.example/",
        "http://ev\u00adil.example/",
        "//e%76il.example/",
    ],
)
def test_a_host_that_is_written_otherwise_is_told(written: str) -> None:
    assert written_tricks(written, resolve(written)[1]) == ("encoded-host",)


@pytest.mark.parametrize(
    "written", ["http://0xC0000207/", "http://3221225991/", "http://0300.0.2.7/a", "http://192.519/"]
)
def test_an_address_that_is_written_otherwise_is_told(written: str) -> None:
    assert resolve(written)[1] == "192.0.2.7"
    assert written_tricks(written, "192.0.2.7") == ("encoded-host",)


@pytest.mark.parametrize(
    "written",
    [
        "http://evil.example/%65",
        "HTTP://EVIL.Example:80/",
        " \thttp://evil.example/ ",
        "http://user@evil.example/",
        "www.evil.example",
        "http:\\\\evil.example\\",
        "http://192.0.2.7/",
        "http://[2001:db8::1]/",
        "http://bücher.example/",
        "",
    ],
)
def test_a_host_in_plain_letters_is_no_trick(written: str) -> None:
    assert written_tricks(written, resolve(written)[1]) == ()


def test_the_own_network_is_addresses_that_lead_nowhere_else_and_names_without_a_dot() -> None:
    inside = ["bmc", "10.0.0.1", "[::1]", "127.0.0.1"]
    assert all(map(host_is_inside, inside))
    assert not any(map(host_is_inside, ["a.example", "192.0.2.7", "[2001:db8::1]"]))


texts = st.text(max_size=60)


@given(texts, texts)
def test_anything_is_looked_at(one: str, other: str) -> None:
    for url in (one, f"http://{one}", f"https://{one}@{other}:{one}/?u={quote(other)}#http://{one}"):
        host = resolve(url)[1]
        told = [*host_tricks(host), *written_tricks(url, host), *target_tricks(url, other)]
        assert set(told) <= set(TRICKS)


@pytest.mark.parametrize(
    "tail",
    [
        "http://" * 150_000,
        "aHR0c" * 200_000,
        "%25" * 300_000 + "http",
        "?u=http%253a%252f%252f" * 50_000,
        "@" * 1_000_000,
    ],
)
def test_long_urls_take_no_time(tail: str) -> None:
    start = time.perf_counter()
    target_tricks(f"https://a.example/{tail}", "a.example")
    target_tricks(f"https://{tail}", "a.example")
    written_tricks(f"https://{tail}", "a.example")
    assert time.perf_counter() - start < 2.0
