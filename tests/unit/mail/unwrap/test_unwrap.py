from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.unwrap import MAX_LAYERS, peeled, unwrap
from firstsight.mail.unwrap.wrapper import MAX_URL
from tests.unit.mail.unwrap.wraps import WRAPS, barracuda, checkpoint, google, inky, proofpoint_3, safelinks, urls

Wrap = Callable[[str], str]


@pytest.mark.parametrize("wrap", WRAPS, ids=lambda wrap: wrap.__name__)
@given(urls)
def test_what_is_wrapped_comes_out_as_it_was(wrap: Wrap, url: str) -> None:
    found = unwrap(wrap(url))
    assert found.target == url
    assert len(found.layers) == 1


@given(urls, st.lists(st.sampled_from([safelinks, inky, barracuda, proofpoint_3]), min_size=2, max_size=4))
def test_layers_come_off_from_the_outside_in(url: str, wraps: list[Wrap]) -> None:
    wrapped = url
    for wrap in wraps:
        wrapped = wrap(wrapped)
    found = unwrap(wrapped)
    assert found.target == url
    assert [layer.gateway for layer in found.layers] == [wrap.__name__.removesuffix("_3") for wrap in reversed(wraps)]


def test_a_link_that_nothing_wraps_is_its_own_target() -> None:
    found = unwrap("https://www.example.com/a?u=https://urldefense.com/v3/__https://x.example__;!!a!b$")
    assert (found.target, found.host, found.layers) == (found.url, "www.example.com", ())


@pytest.mark.parametrize(
    "text", ["", "mailto:jane@example.com", "javascript:alert(1)", "/a", "http://", "\ud800", "\0"]
)
def test_what_is_no_web_link_has_no_target(text: str) -> None:
    found = unwrap(text)
    assert (found.url, found.target, found.host, found.layers) == (text, None, "", ())


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,a", "mailto:a@b.example", "//x.example", "a", ""]
)
def test_only_a_web_link_is_a_target(text: str) -> None:
    assert unwrap(inky(text)).target is None


def nested(wrap: Wrap, times: int) -> str:
    url = "https://www.example.com/a"
    for _ in range(times):
        url = wrap(url)
    return url


def bare(url: str) -> str:
    return f"https://www.google.com/url?q={url}"


def test_eight_layers_come_off_and_not_one_more() -> None:
    assert unwrap(nested(bare, MAX_LAYERS)).target == "https://www.example.com/a"
    found = unwrap(nested(bare, MAX_LAYERS + 1))
    assert (found.target, found.host, len(found.layers)) == (None, "", MAX_LAYERS)


def plain(url: str) -> str:
    return f"https://urldefense.com/v3/__{url}__;!!a!b$"


@pytest.mark.parametrize("times", [100, 300, 1_000])
@pytest.mark.parametrize("wrap", [bare, plain, checkpoint])
def test_a_thousand_layers_are_eight(wrap: Wrap, times: int) -> None:
    found = unwrap(nested(wrap, times))
    assert found.target is None
    assert len(found.layers) <= MAX_LAYERS


def test_an_inner_gateway_that_cannot_be_opened_names_the_host() -> None:
    found = unwrap(safelinks("https://url.uk.m.mimecastprotect.com/s/AbC?domain=www.example.com"))
    assert (found.target, found.host) == (None, "www.example.com")
    assert [layer.gateway for layer in found.layers] == ["safelinks", "mimecast"]


def test_an_endless_url_is_cut() -> None:
    found = unwrap(google("https://www.example.com/" + "a" * 1_000_000))
    assert len(found.url) == MAX_URL
    assert found.host == "www.example.com"


def test_tabs_and_line_ends_hide_nothing() -> None:
    assert unwrap(" https://urlde\nfense.com/v\t3/__https://exa\nmple.com/__;!!a!b$").target == "https://example.com/"


def test_only_the_outermost_layer_is_peeled() -> None:
    layer = peeled(safelinks(google("https://www.example.com/")))
    assert layer is not None
    assert layer.host == "www.google.com"
    assert peeled("https://www.example.com/") is None
