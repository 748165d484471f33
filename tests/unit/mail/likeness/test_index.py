"""Many domains, and which of them another one is taken for."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from firstsight.mail.likeness import Index, resembles

LABELS = st.text(alphabet="abelmnr01-", min_size=1, max_size=14)
DOMAINS = st.tuples(LABELS, st.sampled_from(["example", "test", "co.uk"])).map(".".join)


def index(*domains: str) -> Index:
    built = Index()
    for domain in domains:
        built.add(domain)
    return built


@pytest.mark.parametrize(
    ("domain", "how"),
    [
        ("contos0industries.example", "letters"),
        ("contosoindustries.test", "suffix"),
        ("contosoindustires.example", "spelling"),
        ("ocntosoindustrie.example", "spelling"),
        ("contosoindustries-billing.test", "words"),
        ("contosoindustries.example.evil.test", "words"),
    ],
)
def test_a_look_alike_is_found_among_others(domain: str, how: str) -> None:
    known = index("garden.example", "contosoindustries.example", "partner.example")
    assert known.like(domain) == [("contosoindustries.example", how)]


def test_the_domain_itself_and_a_stranger_are_like_nothing() -> None:
    known = index("partner.example", "garden.example")
    for domain in ("partner.example", "mx.partner.example", "kitchen.example", "192.0.2.1", ""):
        assert known.like(domain) == []


def test_the_most_telling_way_comes_first_then_the_name() -> None:
    known = index("partners.example", "partner.test", "partner.invalid", "partner-group.example")
    assert known.like("partner.example") == [
        ("partner.invalid", "suffix"),
        ("partner.test", "suffix"),
        ("partners.example", "spelling"),
    ]


def test_what_is_added_is_the_registrable_part_once() -> None:
    known = index("mx.partner.example", "partner.example", "www.partner.example")
    assert len(known) == 1
    assert "partner.example" in known
    assert "mx.partner.example" not in known


@pytest.mark.parametrize("domain", ["", "localhost", "192.0.2.1", ".", "..."])
def test_what_is_no_name_is_not_added(domain: str) -> None:
    assert len(index(domain)) == 0


@given(st.lists(DOMAINS, max_size=8), DOMAINS)
@example(["abcdefghijkl.example"], "bacdefghijlk.example")
@example(["abcdefghijkl.example"], "abcdefghij.example")
def test_all_that_resembles_is_found_and_nothing_else(domains: list[str], domain: str) -> None:
    known = index(*domains)
    alike = {other for other in domains if other in known and resembles(domain, other)}
    assert {other for other, _ in known.like(domain)} == alike


@given(
    st.text(alphabet="abc", min_size=10, max_size=16), st.lists(st.tuples(st.integers(0, 17), st.sampled_from("abc-")))
)
def test_up_to_two_slips_are_found_wherever_they_are(word: str, edits: list[tuple[int, str]]) -> None:
    slipped = word
    for place, letter in edits[:2]:
        slipped = slipped[:place] + (letter if letter != "-" else "") + slipped[place + (letter == "-") :]
    known = index(f"{word}.example")
    how = resembles(f"{slipped}.example", f"{word}.example")
    assert known.like(f"{slipped}.example") == ([(f"{word}.example", how)] if how else [])


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_domains_make_it_fail(domain: str, other: str) -> None:
    known = index(domain)
    assert len(known) <= 1
    assert all(found in known for found, _ in known.like(other))
