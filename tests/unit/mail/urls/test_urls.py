"""All that can be seen of a link."""

from __future__ import annotations

import pytest
from hypothesis import given
from msgspec.structs import replace

from firstsight.mail.links import link as parsed
from firstsight.mail.parts import opened
from firstsight.mail.urls import TRAITS, traits_of
from firstsight.model import Link
from tests.contract.odd import links

ANA = ("ana@corp.example",)


def seen(url: str, text: str = "", place: str = "html", to: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The traits of a link as the reader makes it."""
    found = parsed(url, text, place)
    assert found
    return traits_of(opened(found), to)


def test_an_ordinary_link_has_none() -> None:
    assert seen("https://www.example.com/a/b?c=d", "Read on", to=ANA) == ()


@pytest.mark.parametrize(
    ("url", "text", "traits"),
    [
        ("https://www.paypal.com@evil.example/", "", ("userinfo",)),
        ("https://paypal.com.evil.example/", "www.paypal.com", ("borrowed-name", "text-mismatch")),
        ("http://0xC0000207/?e=ana@corp.example", "", ("ip-host", "encoded-host", "recipient-in-link")),
        ("https://bit.ly/3x", "https://bit.ly/3x", ("shortener",)),
        ("https://docs.google.com/forms/d/e/x", "Fill in", ("form-builder",)),
        ("https://jane.github.io/#YW5hQGNvcnAuZXhhbXBsZQ", "", ("recipient-in-link", "free-hosting")),
        ("https://p\u0430ypal.example/", "", ("punycode", "mixed-script")),
    ],
)
def test_traits_are_told_in_the_order_of_the_list(url: str, text: str, traits: tuple[str, ...]) -> None:
    assert seen(url, text, to=ANA) == traits
    assert [word for word in TRAITS if word in traits] == list(traits)


def test_a_click_counter_may_say_where_it_leads() -> None:
    assert seen("https://acme.list-manage.com/track/click?u=1", "www.acme.example") == ("redirector",)


def test_pictures_and_what_no_browser_opens_have_none() -> None:
    assert seen("https://192.0.2.7/pixel.gif", place="image") == ()
    assert traits_of(Link("file://192.0.2.7/x", "file://192.0.2.7/x", "192.0.2.7", "192.0.2.7")) == ()
    assert traits_of(Link("x", "x", "", "")) == ()


def test_a_wrapped_link_is_seen_where_it_leads_and_not_the_wrapper() -> None:
    wrapped = (
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpaypal.com.evil.example%2F"
        "&data=05%7C02%7Cana%40corp.example%7C&reserved=0"
    )
    assert seen(wrapped, "www.paypal.com", to=ANA) == ("borrowed-name", "text-mismatch")
    assert seen(wrapped.replace("paypal.com.evil.example", "a.example"), to=ANA) == ()


def test_of_a_wrapper_that_stays_shut_only_the_host_is_seen_that_it_names() -> None:
    shut = "https://protect-eu.mimecast.com/s/AbCdE?domain=bit.ly"
    assert seen(shut, "www.bank.example", to=ANA) == ("shortener",)
    assert seen("https://protect-eu.mimecast.com/s/AbCdE", "www.bank.example", to=ANA) == ()


@given(links)
def test_any_link_is_looked_at(odd: Link) -> None:
    for each in (odd, replace(odd, target=f"https://{odd.target}"), replace(odd, wrapped_by=("safelinks",))):
        assert set(traits_of(each, ANA)) <= set(TRAITS)


def test_every_word_has_a_meaning() -> None:
    assert all(meaning and not meaning.endswith(".") for meaning in TRAITS.values())
