"""A text that names one place beside a link that leads to another."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.urls.mismatch import misleads, named


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://www.example.com/login", "www.example.com"),
        ("Log in at http://user@example.com:8080/x now", "example.com"),
        ("www.bank.example", "www.bank.example"),
        ("visit www.example.com today", "www.example.com"),
        ("example.com", "example.com"),
        ("→ paypal.com.", "paypal.com"),
        ("example.com/login", "example.com"),
        ("WWW.Example.COM", "www.example.com"),
        ("Bücher.de", "xn--bcher-kva.de"),
    ],
)
def test_a_text_names_the_host_of_its_url_or_is_a_domain(text: str, host: str) -> None:
    assert named(text) == host


@pytest.mark.parametrize(
    "text",
    [
        "",
        "click here",
        "jane@example.com",
        "setup.py",
        "README.md",
        "v1.2.3",
        "3.14",
        "Hello.World",
        "See section 2.3 of example",
        "e.g. this",
        "index.html",
        "a.b",
        "read example.com today",
        "x." * 200,
    ],
)
def test_a_text_that_is_no_address_names_none(text: str) -> None:
    assert named(text) == ""


def test_another_registrable_domain_misleads() -> None:
    assert misleads("www.bank.example", "evil.example")
    assert misleads("paypal.com", "paypal.example")
    assert misleads("https://online.bank.example/x", "t.co")


def test_the_same_registrable_domain_does_not() -> None:
    assert not misleads("www.bank.example", "bank.example")
    assert not misleads("https://click.bank.example", "bank.example")
    assert not misleads("click here", "evil.example")


def test_the_same_name_under_two_popular_suffixes_is_one_house() -> None:
    assert not misleads("www.amazon.de", "amazon.com")
    assert misleads("www.amazon.de", "amazon.example")


def test_a_text_that_a_gateway_wrapped_with_the_link_is_no_lie() -> None:
    wrapped = "https://gate.example/v1/?u=https%3A%2F%2Fa.example"
    assert not misleads(wrapped, "a.example", wrapped)
    assert misleads(wrapped, "a.example", "https://a.example/")
    assert misleads("https://gate.example/", "evil.example", "https://evil.example/?gate.example")


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_is_looked_at(text: str, domain: str) -> None:
    assert misleads(text, domain, text) in (True, False)
    assert misleads(f"www.{text}", domain) in (True, False)


@pytest.mark.parametrize("text", ["a." * 120, "http://" * 30, "www." * 60, "-" * 250 + ".de", "a@" * 100 + "b.de"])
def test_odd_texts_take_no_time(text: str) -> None:
    start = time.perf_counter()
    for number in range(100):
        named(f"{text[:250]}{number}")
    assert time.perf_counter() - start < 1.0
