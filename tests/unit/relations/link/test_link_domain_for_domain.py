"""Where a sender domain's links lead."""

from __future__ import annotations

from firstsight.relations.link.link_domain_for_domain import link_domain_for_domain
from firstsight.relations.relation import MOST_LINK_DOMAINS
from tests.mails import link, mail
from tests.unit.relations.observing import triples


def test_links_are_counted_by_registrable_domain_each_once_in_order() -> None:
    event = mail(links=(link("https://www.b.example/1"), link("https://a.example/"), link("http://b.example/2")))
    assert [value for _, value, _ in triples(link_domain_for_domain, event)] == ["b.example", "a.example"]


def test_a_picture_is_no_place_that_one_goes_to() -> None:
    assert triples(link_domain_for_domain, mail(links=(link("https://cdn.example/a.png", place="image"),))) == []


def test_a_digest_of_two_hundred_links_is_cut_short() -> None:
    event = mail(links=tuple(link(f"https://site{number}.example/") for number in range(200)))
    assert len(triples(link_domain_for_domain, event)) == MOST_LINK_DOMAINS


def test_a_mail_without_links_says_nothing() -> None:
    assert triples(link_domain_for_domain, mail()) == []


def test_the_domain_of_the_author_is_the_subject_where_it_has_one() -> None:
    assert triples(link_domain_for_domain, mail(links=(link("https://a.example/"),))) == [
        ("domain:partner.example", "a.example", "")
    ]
    assert triples(link_domain_for_domain, mail(author="ben", links=(link("https://a.example/"),))) == []
