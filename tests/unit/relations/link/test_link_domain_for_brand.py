"""Where a link leads that names a brand."""

from __future__ import annotations

import pytest

from firstsight.model import Link
from firstsight.relations.link.link_domain_for_brand import link_domain_for_brand
from tests.mails import link, mail
from tests.unit.relations.observing import triples


def test_the_name_in_the_text_is_the_subject_and_where_it_leads_the_value() -> None:
    event = mail(links=(link("https://evil.example/login", "www.paypal.com/login"),))
    assert triples(link_domain_for_brand, event) == [("brand:paypal", "evil.example", "")]


def test_ten_buttons_that_say_and_do_the_same_are_one() -> None:
    event = mail(links=tuple(link(f"https://evil.example/{number}", "PayPal") for number in range(10)))
    assert triples(link_domain_for_brand, event) == [("brand:paypal", "evil.example", "")]


def test_sixty_plain_links_do_not_hide_the_one_that_names_a_brand() -> None:
    plain = (link(f"https://a.example/{number}", "Read on") for number in range(60))
    event = mail(links=(*plain, link("https://evil.example/", "PayPal")))
    assert triples(link_domain_for_brand, event) == [("brand:paypal", "evil.example", "")]


@pytest.mark.parametrize("text", ["", "click here", "Hi", "x" * 101])
def test_a_text_that_names_none_says_nothing(text: str) -> None:
    assert triples(link_domain_for_brand, mail(links=(link("https://a.example/", text),))) == []


def test_a_link_without_a_domain_says_nothing() -> None:
    nowhere = Link("x:", "x:", "", "", "PayPal")
    assert triples(link_domain_for_brand, mail(links=(nowhere,))) == []
