"""A wrapped link is judged by where it leads."""

import pytest

from firstsight.mail.links import link
from firstsight.mail.parts import opened
from firstsight.model import Link

SAFE = "https://nam01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example%2Fa&data=x"


def of(url: str) -> Link:
    """The link of a URL, opened."""
    found = link(url, "here", "html")
    assert found is not None
    return opened(found)


def test_the_target_and_its_domain_are_those_inside() -> None:
    found = of(SAFE)
    assert (found.target, found.host, found.domain) == ("https://evil.example/a", "evil.example", "evil.example")
    assert found.wrapped_by == ("safelinks",)
    assert found.href == SAFE


@pytest.mark.parametrize("url", ["https://www.shop.example/a", SAFE.replace("outlook.com", "outlook.com.evil.example")])
def test_what_no_gateway_wraps_stays_as_it_is(url: str) -> None:
    assert of(url).target == url
    assert of(url).wrapped_by == ()


def test_a_wrapper_that_names_only_the_host_gives_the_host() -> None:
    found = of("https://protect-eu.mimecast.com/s/abcDEF123?domain=evil.example")
    assert (found.host, found.domain) == ("evil.example", "evil.example")
    assert found.target.startswith("https://protect-eu.mimecast.com/")
    assert found.wrapped_by == ("mimecast",)
