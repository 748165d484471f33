"""What every unwrapper keeps to, whatever the link."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.unwrap import CATALOGUE, MAX_LAYERS, unwrap
from firstsight.mail.unwrap.query import GATEWAYS
from firstsight.mail.unwrap.wrapper import MAX_URL, Layer, Unwrapper, host_of, place, web_url
from tests.conftest import ROOT

CORPUS = ROOT / "tests" / "corpus" / "links"
LINKS = [
    pytest.param(link, id=f"{path.stem}-{number}")
    for path in sorted(CORPUS.glob("*.toml"))
    for number, link in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["link"], 1)
]

every = pytest.mark.parametrize("unwrapper", CATALOGUE, ids=lambda unwrapper: unwrapper.__name__)
each = pytest.mark.parametrize("link", LINKS)


def named(unwrapper: Unwrapper) -> str:
    return unwrapper.__name__.removeprefix("unwrap_")


def test_every_unwrapper_has_its_links_and_every_file_its_unwrapper() -> None:
    assert {named(unwrapper) for unwrapper in CATALOGUE} == {path.stem for path in CORPUS.glob("*.toml")}


def test_every_gateway_of_the_table_has_a_link() -> None:
    links = tomllib.loads((CORPUS / "query.toml").read_text(encoding="utf-8"))["link"]
    assert {gateway.name for gateway in GATEWAYS} == {name for link in links for name in link["layers"]}


@each
def test_a_link_leads_where_its_corpus_says(link: dict[str, Any]) -> None:
    found = unwrap(link["wrapped"])
    assert found.target == link.get("target")
    assert [layer.gateway for layer in found.layers] == link["layers"]
    assert found.host == (host_of(link["target"]) if "target" in link else link.get("host", ""))
    assert [list(leak) for layer in found.layers for leak in layer.leaks] == link.get("leaks", [])


@each
def test_only_one_unwrapper_speaks_for_a_link(link: dict[str, Any]) -> None:
    assert len([1 for unwrapper in CATALOGUE if unwrapper(link["wrapped"])]) <= 1


@each
def test_a_host_that_only_looks_like_a_gateway_is_not_opened(link: dict[str, Any]) -> None:
    host = place(link["wrapped"]).host
    for fake in (
        f"{host}.evil.example",
        f"{host}@evil.example",
        f"{host}:443@evil.example",
        f"{host}:{'0' * 5000}@evil.example",
        f"evil.example/{host}",
        f"evil.example?{host}",
        f"evil.example#{host}",
        f"evil.example\\{host}",
        f"evil{host.split('.')[-2]}.{host.split('.')[-1]}",
    ):
        assert unwrap(link["wrapped"].replace(f"//{host}", f"//{fake}", 1)).layers == ()


@each
def test_a_gateway_is_known_however_its_host_is_written(link: dict[str, Any]) -> None:
    host = place(link["wrapped"]).host
    plain = unwrap(link["wrapped"])
    for same in (host.upper(), f"{host}.", f"me:secret@{host}", f"{host}:8443"):
        again = unwrap(link["wrapped"].replace(f"//{host}", f"//{same}", 1))
        assert len(again.layers) == len(plain.layers)
        assert again.target == plain.target or not plain.layers


@each
def test_every_layer_is_well_formed_wherever_the_link_is_cut(link: dict[str, Any]) -> None:
    wrapped = link["wrapped"]
    for end in range(0, len(wrapped), 7):
        for unwrapper in CATALOGUE:
            is_well_formed(unwrapper(wrapped[:end]))


def is_well_formed(layer: Layer | None) -> None:
    if layer and layer.target is not None:
        assert layer.target == web_url(layer.target)
        assert layer.host == host_of(layer.target) != ""
    if layer:
        assert layer.gateway
        assert all(value.isprintable() and len(value) <= 320 for _, value in layer.leaks)


pieces = st.one_of(
    st.sampled_from(
        ["%", "%25", "%2", "**", "__;", "!!", "___", "&", "?", "=", "#", "\0", "\ud800", "http:", "//", "a1"]
    ),
    st.text(st.characters(), max_size=8),
)


@given(st.sampled_from([param.values[0]["wrapped"] for param in LINKS]), st.lists(st.tuples(st.floats(0, 1), pieces)))
def test_any_damage_still_gives_an_answer(wrapped: str, damage: list[tuple[float, str]]) -> None:
    for where, piece in damage:
        at = int(where * len(wrapped))
        wrapped = wrapped[:at] + piece + wrapped[at + len(piece) // 2 :]
    found = unwrap(wrapped)
    assert len(found.layers) <= MAX_LAYERS
    for layer in found.layers:
        is_well_formed(layer)


@every
@given(st.text(max_size=200))
def test_any_text_gives_a_layer_or_none(unwrapper: Unwrapper, text: str) -> None:
    is_well_formed(unwrapper(text))
    is_well_formed(unwrapper(f"https://{text}"))


@every
@pytest.mark.parametrize(
    "filler", ["a", "%25", "&a=b@c.de", "__;", "___.", "*", "**A", "/", "=", "\ud800", "\0", "https://"]
)
def test_a_megabyte_is_an_ordinary_link(unwrapper: Unwrapper, filler: str) -> None:
    first = tomllib.loads((CORPUS / f"{named(unwrapper)}.toml").read_text(encoding="utf-8"))["link"][0]["wrapped"]
    long = first + filler * (1_000_000 // len(filler))
    found = unwrap(long)
    assert found.layers[0].gateway
    assert len(found.url) == MAX_URL
