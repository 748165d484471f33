from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.parts import opened
from firstsight.mail.unwrap import CATALOGUE, REDIRECTORS
from firstsight.mail.unwrap.rewriting import redirector_of, rewrites_of, rewritten_of
from firstsight.model import Link, Message, Rewritten
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says, link, mail
from tests.unit.mail.unwrap.wraps import (
    WRAPS,
    barracuda,
    bing,
    google,
    inky,
    proofpoint_2,
    proofpoint_3,
    safelinks,
    ses,
    urls,
)

SHOP = "https://www.shop.example/a?b=1"
VECTORS = sorted((Path(__file__).parents[3] / "corpus" / "links").glob("*.toml"))


def message(*wrapped: str, place: str = "html") -> Message:
    """A message with these links, as they are read."""
    return Message((), "", "", links=tuple(opened(link(url, place=place)) for url in wrapped))


def test_a_rewritten_link_names_its_gateway_and_where_it_leads() -> None:
    (one,) = rewrites_of(message(safelinks(SHOP), "https://plain.example/"))
    assert (one.gateway, one.layers) == ("safelinks", ("safelinks",))
    assert (one.target, one.host, one.domain) == (SHOP, "www.shop.example", "shop.example")
    assert one.leaks == (("recipient", "jane@corp.example"),)
    assert one.owner == "corp.example"


def test_redirectors_alone_rewrite_nothing() -> None:
    found = message(google(SHOP), bing(SHOP), ses(SHOP), "https://plain.example/")
    assert list(rewrites_of(found)) == []
    assert [redirector_of(each) for each in found.links] == ["google", "bing", "ses", ""]


def test_a_gateway_counts_around_a_redirector_and_inside_one() -> None:
    outside, inside = rewrites_of(message(safelinks(google(SHOP)), google(barracuda(SHOP))))
    assert (outside.gateway, outside.layers, outside.host) == ("safelinks", ("safelinks", "google"), "www.shop.example")
    assert (inside.gateway, inside.layers, inside.host) == ("barracuda", ("google", "barracuda"), "www.shop.example")


def test_what_a_redirector_says_is_no_leak_of_the_gateway() -> None:
    (one,) = rewrites_of(message(barracuda(ses(SHOP))))
    assert one.leaks == ()


def test_the_owner_is_who_the_outermost_gateway_names_and_nobody_else() -> None:
    mine, silent = rewrites_of(message(safelinks(inky("https://x.example/")), proofpoint_2(safelinks(SHOP))))
    assert mine.owner == "corp.example"
    assert (silent.gateway, silent.owner) == ("proofpoint", "")
    assert ("recipient", "jane@corp.example") in silent.leaks


@pytest.mark.parametrize("who", ["jane", "jane%40", "%40", "jane%40localhost", "%7C%7C"])
def test_an_owner_is_a_domain_or_nothing(who: str) -> None:
    url = f"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.example&data=05%7C02%7C{who}%7C0a"
    assert [one.owner for one in rewrites_of(message(url))] == [""]


def test_a_link_that_cannot_be_opened_has_no_target_but_the_host_that_is_named() -> None:
    named, silent = rewrites_of(
        message(
            "https://protect-eu.mimecast.com/s/abc?domain=www.shop.example", "https://url.emailprotection.link/?bx~"
        )
    )
    assert (named.target, named.host, named.domain) == ("", "www.shop.example", "shop.example")
    assert (silent.target, silent.host, silent.domain) == ("", "", "")


def test_pictures_are_not_counted() -> None:
    assert rewritten_of(message(safelinks(SHOP), place="image")) == ()


def test_links_alike_are_counted_together() -> None:
    found = rewritten_of(
        message(safelinks(SHOP), safelinks(f"{SHOP}&c"), proofpoint_3(SHOP), safelinks("https://other.example/"))
    )
    assert [(one.gateway, one.host, one.count, one.owner, one.leaks) for one in found] == [
        ("safelinks", "www.shop.example", 2, "corp.example", ("recipient",)),
        ("proofpoint", "www.shop.example", 1, "", ("customer",)),
        ("safelinks", "other.example", 1, "corp.example", ("recipient",)),
    ]


@given(st.lists(st.tuples(st.sampled_from(WRAPS), urls), max_size=12))
def test_every_rewritten_link_is_counted_once(wrapped: list[tuple[object, str]]) -> None:
    found = message(*(wrap(url) for wrap, url in wrapped))  # type: ignore[operator]  # functions of the table
    gateways = [each for each in found.links if each.wrapped_by and not redirector_of(each)]
    assert len(list(rewrites_of(found))) == len(gateways)
    assert sum(one.count for one in rewritten_of(found)) == len(gateways)


@given(st.text(max_size=200), st.text(max_size=50), st.lists(st.sampled_from(["safelinks", "google", "?"]), max_size=3))
def test_any_link_gives_an_answer(href: str, host: str, layers: list[str]) -> None:
    odd = Link(href, href, host, host, wrapped_by=tuple(layers))
    for one in rewritten_of(Message((), "", "", links=(odd,))):
        assert one.count == 1


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_each_link_of_the_corpus_is_a_gateway_s_or_a_redirector_s(path: Path) -> None:
    for vector in tomllib.loads(path.read_text(encoding="utf-8"))["link"]:
        found = message(vector["wrapped"])
        layers = found.links[0].wrapped_by
        gateways = [layer for layer in vector.get("layers", []) if layer not in REDIRECTORS]
        assert [one.gateway for one in rewrites_of(found)] == gateways[:1]
        assert bool(layers) == bool(gateways or redirector_of(found.links[0]))


def test_every_redirector_is_a_layer_of_the_catalogue() -> None:
    names = {
        layer
        for path in VECTORS
        for vector in tomllib.loads(path.read_text(encoding="utf-8"))["link"]
        for layer in vector.get("layers", [])
    }
    assert CATALOGUE
    assert names >= REDIRECTORS


def test_a_verdict_has_them_and_keeps_them() -> None:
    engine = Engine(MemoryStore(), OWN, Says())
    event = mail(links=message(safelinks(SHOP), google(SHOP), "https://plain.example/").links)
    (verdict,) = engine.handle([event])
    assert verdict.rewritten == (
        Rewritten("safelinks", "www.shop.example", "shop.example", 1, ("recipient",), "corp.example"),
    )
    again = msgspec.json.decode(msgspec.json.encode(verdict), type=type(verdict))
    assert again.rewritten == verdict.rewritten


SAFE = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2F"
V2 = "https://urldefense.proofpoint.com/v2/url?u=https-3A__"


@pytest.mark.parametrize(
    "url",
    [
        f"{SAFE}www.sho",
        f"{SAFE}www.shop.example",
        f"{SAFE}www.shop.example%",
        SAFE[:-4],
        f"{V2}www.shop-2Dwin",
        f"{V2}www.shop-",
        "https://urldefense.com/v3/__https://www.sho",
        f"https://urldefense.com/v3/__{SAFE}www.sho",
        f"https://urldefense.com/v3/__{SAFE}www.shop.example%2",
        "https://linkprotect.cudasvc.com/url?a=https%3A%2F%2Fwww.sho",
        proofpoint_2(f"{SAFE}www.sho"),
    ],
)
def test_a_link_that_ends_inside_its_host_is_damaged_and_names_none(url: str) -> None:
    (one,) = rewrites_of(message(url))
    assert (one.damaged, one.target, one.host, one.domain) == (True, "", "", "")


@pytest.mark.parametrize(
    "url",
    [
        f"{SAFE}www.shop.example%2F",
        f"{SAFE}www.shop.example%2Fa%2Fb",
        f"{SAFE}www.shop.example%3Fq",
        f"{SAFE}www.shop.example&data=05",
        f"{V2}www.shop.example&d=x",
        f"{V2}www.shop.example_a",
        "https://urldefense.com/v3/__https://www.shop.example/a/b",
        f"https://urldefense.com/v3/__{SAFE}www.shop.example%2Fa",
        proofpoint_3("https://www.shop.example/?u=a"),
        proofpoint_3("https://www.shop.example"),
        "https://protect2.fireeye.com/v1/url?k=0a-1b&q=1&e=0a1b&u=https%3A%2F%2Fwww.shop.example",
        "https://secure-web.cisco.com/1ZW75/https%3A%2F%2Fwww.shop.example",
    ],
)
def test_a_link_whose_host_is_whole_is_not_damaged(url: str) -> None:
    (one,) = rewrites_of(message(url))
    assert (one.damaged, one.host) == (False, "www.shop.example")


def test_what_only_the_gateway_can_tell_is_not_damaged() -> None:
    (one,) = rewrites_of(message("https://us-east-2.protection.sophos.com/?d=shop.example&b=0a&x=1b"))
    assert (one.damaged, one.target, one.host) == (False, "", "shop.example")
