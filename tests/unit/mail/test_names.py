"""Laws of the keys that people, networks and brands are compared by."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from firstsight.mail.names import LONGEST_NAME, SHORTEST_NAME, brand_of, name_key, network_of

BUDGET_SECONDS = 2.0
"""Far more than 64 KiB need (some milliseconds) and far less than any search that backtracks."""

people = st.lists(st.text("abcdefghij", min_size=3, max_size=9), min_size=2, max_size=4)


@given(people, st.randoms())
def test_the_order_and_case_of_words_and_what_stands_between_them_do_not_matter(
    words: list[str], random: object
) -> None:
    shuffled = sorted(words, key=lambda word: hash((word, repr(random))))
    key = name_key(" ".join(words))
    assert key == " ".join(sorted(words))
    assert name_key(", ".join(shuffled).upper()) == key
    assert name_key(f'"{".".join(shuffled)}" (17)') == key


def test_accents_matter_and_how_they_are_written_does_not() -> None:
    assert name_key("José García") != name_key("Jose Garcia")
    assert name_key(unicodedata.normalize("NFD", "José García")) == name_key("José García")
    assert name_key("Ｂｅｎ Berger") == name_key("Ben Berger")


def test_letters_that_only_look_alike_are_other_letters() -> None:
    assert name_key("Bеn Berger") != name_key("Ben Berger")  # the second letter is Cyrillic


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\u00ad", "\u202e", "\ufeff", "\u2060"])
def test_what_nobody_sees_in_a_name_does_not_make_it_another_one(hidden: str) -> None:
    assert name_key(f"B{hidden}en Ber{hidden}ger") == "ben berger"


@pytest.mark.parametrize("name", ["", "Bob", "Information", "Al B", "1234 5678", "ben@partner", "\ud800 \x00"])
def test_a_name_says_something_with_two_words_and_five_letters(name: str) -> None:
    key = name_key(name)
    assert key == ("ben partner" if name == "ben@partner" else "")


@given(st.text(st.characters(), max_size=60))
def test_any_text_has_a_key_that_is_empty_or_of_several_words(name: str) -> None:
    key = name_key(name)
    assert key == "" or (len(key) >= SHORTEST_NAME and key.split(" ") == sorted(key.split(" ")) and " " in key)


def test_only_the_beginning_of_a_very_long_name_is_looked_at() -> None:
    assert name_key("Ben Berger" + " " * LONGEST_NAME + "x" * 70_000) == "ben berger"


@given(st.ip_addresses())
def test_an_address_is_in_its_network(address: IPv4Address | IPv6Address) -> None:
    mapped = getattr(address, "ipv4_mapped", None)
    network = ip_network(network_of(str(address)))
    assert (mapped or address) in network
    assert network.prefixlen == (24 if network.version == 4 else 48)


@given(st.ip_addresses(v=6))
def test_every_way_to_write_an_address_is_of_one_network(address: IPv6Address) -> None:
    assert network_of(address.exploded) == network_of(address.compressed) == network_of(str(address).upper())


@given(st.ip_addresses(v=4))
def test_an_ipv4_client_of_a_dual_stack_server_is_of_its_ipv4_network(address: IPv4Address) -> None:
    assert network_of(f"::ffff:{address}") == network_of(str(address))


@given(st.one_of(st.text(max_size=40), st.from_regex(r"[0-9a-f:.%]{1,40}", fullmatch=True)))
def test_what_is_no_address_has_no_network(text: str) -> None:
    try:
        ip_address(text)
    except ValueError:
        assert network_of(text) == ""
    else:
        assume(False)


@pytest.mark.parametrize(
    "text", ["mx.a.b.c", "192.0.2", "192.0.2.256", "192.0.2.7:25", "[192.0.2.7]", "unknown", "::1::"]
)
def test_host_names_and_broken_addresses_are_no_addresses(text: str) -> None:
    assert network_of(text) == ""


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("https://login.paypal.com/x", "paypal"),
        ("ana@bank.co.uk", "bank"),
        ("Your PAYPAL.COM account", "paypal"),
        (" Microsoft ", "microsoft"),
        ("Straße", "strasse"),
        ("Hello", "hello"),
        ("Bank", ""),
        ("paypal", ""),
        ("Pay Pal", ""),
        ("A" * 21, ""),
        ("", ""),
        ("...", ""),
        ("www.paypal.com" + " " * 100, ""),
    ],
)
def test_a_domain_in_the_text_or_one_proper_name_is_a_brand(text: str, brand: str) -> None:
    assert brand_of(text) == brand


@given(st.text(max_size=120))
def test_a_brand_is_one_word(text: str) -> None:
    assert "." not in brand_of(text)
    assert len(brand_of(text)) <= 63


@pytest.mark.parametrize("hostile", ["a.", "a-", "a ", "\u0301", "é", "Aa", "1.", "::", "ﷺ"])
@pytest.mark.parametrize("key", [name_key, network_of, brand_of])
def test_hostile_text_is_read_in_time(key: Callable[[str], str], hostile: str) -> None:
    start = time.perf_counter()
    key(hostile * (32 * 1024) + "\x00")
    assert time.perf_counter() - start < BUDGET_SECONDS
