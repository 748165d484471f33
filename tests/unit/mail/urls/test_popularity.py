"""Whom the world knows."""

from __future__ import annotations

import pytest

from firstsight.mail.domains import registrable
from firstsight.mail.urls.lists import warned
from firstsight.mail.urls.popularity import is_bank, is_known, is_popular


@pytest.mark.parametrize("domain", ["google.com", "paypal.com", "github.io", "amazon.de"])
def test_much_visited_domains_are_popular(domain: str) -> None:
    assert is_popular(domain)
    assert is_known(domain)


@pytest.mark.parametrize("domain", ["", "corp.example", "evil.example", "paypal.com.evil.example", "192.0.2.1", "com"])
def test_others_are_unknown(domain: str) -> None:
    assert not is_popular(domain)
    assert not is_bank(domain)
    assert not is_known(domain)


def test_a_bank_is_known_even_where_few_go() -> None:
    assert is_bank("essexsavings.com")
    assert not is_popular("essexsavings.com")
    assert is_known("essexsavings.com")


def test_the_popular_list_is_one_of_registrable_domains_so_that_one_look_is_enough() -> None:
    others = [name for name in warned("tranco10k") if registrable(name) != name]
    assert len(others) < 100, "the list has changed: look the registrable domain of each entry up"
