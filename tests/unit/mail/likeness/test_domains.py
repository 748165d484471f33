"""Which domain is easily taken for another one, and how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.likeness.domains import HOWS, is_generic, leading, name_of, names_inside, resembles

HOSTS = st.lists(st.text(alphabet="ab01-lmnr\u0430\u00fc", max_size=8), max_size=5).map(".".join)


@pytest.mark.parametrize(
    ("domain", "other", "how"),
    [
        ("paypa1.com", "paypal.com", "letters"),
        ("rnicrosoft.com", "microsoft.com", "letters"),
        ("vvells.test", "wells.test", "letters"),
        ("xn--pypal-4ve.com", "paypal.com", "letters"),
        ("xn--mnchen-3ya.example", "munchen.example", "letters"),
        ("partner.test", "partner.example", "suffix"),
        ("mx.partner.co.uk", "partner.example", "suffix"),
        ("partnre.example", "partner.example", "spelling"),
        ("partners.example", "partner.example", "spelling"),
        ("big-bank.example", "bigbank.example", "spelling"),
        ("contosoindustrise.test", "contosoindustries.example", "spelling"),
        ("cotnosoindustrise.example", "contosoindustries.example", "spelling"),
        ("partner-billing.example", "partner.example", "words"),
        ("secure-partner-login.test", "partner.example", "words"),
        ("supportpartner.test", "partner.example", "words"),
        ("partnersupport.test", "partner.example", "words"),
        ("partner.example.evil.test", "partner.example", "words"),
    ],
)
def test_a_look_alike_is_told_with_how(domain: str, other: str, how: str) -> None:
    assert resembles(domain, other) == how


@pytest.mark.parametrize(
    ("domain", "other"),
    [
        ("partner.example", "partner.example"),
        ("mail.partner.example", "partner.example"),
        ("rnail.partner.example", "partner.example"),
        ("garden.example", "partner.example"),
        ("portnor.example", "partner.example"),
        ("partnre.test", "partner.example"),  # a short name, misspelt, under another suffix
        ("acne.example", "acme.example"),  # four letters have too many neighbours
        ("mail1.example", "mail2.example"),
        ("office365.example", "office366.example"),
        ("abc-billing.example", "abc.example"),  # three letters stand in every other word
        ("partnership.example", "partner.example"),
        ("192.0.2.1", "192.0.2.7"),
        ("localhost", "localhosts"),
        ("", "partner.example"),
        ("partner.example", ""),
    ],
)
def test_ordinary_pairs_are_not_alike(domain: str, other: str) -> None:
    assert resembles(domain, other) == ""


def test_a_host_that_is_no_name_has_no_label() -> None:
    for host in ("", "localhost", "192.0.2.1", f"{'a' * 64}.example"):
        assert name_of(host).label == name_of(host).form == ""


@pytest.mark.parametrize(
    ("domain", "forms"),
    [
        ("secure-acme.example", {"acme"}),
        ("acmesupport.example", {"acme"}),
        ("acme.example", set()),
        ("mail-web.example", set()),
        ("ab-cd.example", set()),
    ],
)
def test_words_around_a_name_are_taken_off(domain: str, forms: set[str]) -> None:
    assert set(names_inside(name_of(domain))) == forms


def test_a_label_of_many_pieces_costs_little() -> None:
    name = name_of("-".join("a" for _ in range(32)) + ".example")
    assert len(list(names_inside(name))) < 100


@pytest.mark.parametrize(
    ("domain", "pretended"),
    [
        ("partner.example.evil.test", "partner.example"),
        ("mx.partner.example.evil.test", "partner.example"),
        ("mx.evil.test", ""),
        ("evil.test", ""),
    ],
)
def test_what_stands_left_of_the_real_domain_is_read(domain: str, pretended: str) -> None:
    assert leading(domain, name_of(domain)) == pretended


@pytest.mark.parametrize(("domain", "generic"), [("cloud.example", True), ("my-account.test", True), ("x.test", False)])
def test_a_word_that_names_nobody_is_generic(domain: str, generic: bool) -> None:
    assert is_generic(domain) is generic


@given(st.one_of(st.text(max_size=300), HOSTS), st.one_of(st.text(max_size=300), HOSTS))
def test_no_domains_make_it_fail(domain: str, other: str) -> None:
    assert resembles(domain, other) in ("", *HOWS)
    assert is_generic(domain) in (True, False)
    name = name_of(domain)
    assert all(names_inside(name))
    assert isinstance(leading(domain, name), str)


@given(st.one_of(st.text(max_size=80), HOSTS))
def test_nothing_is_taken_for_itself(domain: str) -> None:
    assert resembles(domain, domain) == ""
