"""What every relation keeps to, whatever strangers send."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings

from firstsight.model import Block
from firstsight.relations import CATALOGUE, SCALES, TITLES, Mail, Relation
from firstsight.relations.relation import LONGEST_VALUE, MOST_OF_A_KIND
from tests.contract.odd import mails

GROUPED = {
    "ask_for_sender",
    "attachment_for_sender",
    "auth_for_sender",
    "client_for_sender",
    "hour_for_sender",
    "link_domain_for_sender",
    "recipients_for_sender",
    "recipients_per_day",
    "reply_to_for_sender",
    "structure_for_sender",
}
"""Relations of a sender, whose peers are its colleagues."""

PEERS = {
    "ask_for_recipient",
    "attachment_for_recipient",
    "link_domain_for_recipient",
    "recipient_for_sender",
    "sender_domain_for_recipient",
    "sender_for_recipient",
}
"""Relations of own people, who have peers where the organisation has several domains."""

every = pytest.mark.parametrize("relation", CATALOGUE, ids=lambda relation: relation.id)


def tail(relation: Relation) -> str:
    return relation.observe_triples.__module__.rpartition(".")[2]


@every
def test_the_id_is_mail_and_the_name_of_the_file_in_the_folder_of_its_block(relation: Relation) -> None:
    assert relation.id == f"mail.{tail(relation)}"
    folder = relation.observe_triples.__module__.split(".")[-2]
    assert folder in (relation.block.value, "outbound")


@every
def test_it_says_what_it_counts(relation: Relation) -> None:
    assert re.match(r"[A-Z][\w' ]+ -> .+[.?]\Z", relation.doc, re.DOTALL), relation.doc
    assert relation.title
    assert relation.title == relation.title.strip().rstrip(".")
    assert relation.scale.kind in ("value", "ordered", "rate", "memory")
    assert relation.scale.half_life_days > 0
    assert 0.0 < relation.scale.weight <= 1.0


def test_ids_and_titles_are_unique_and_every_block_is_spoken_of() -> None:
    assert len({relation.id for relation in CATALOGUE}) == len(SCALES) == len(CATALOGUE)
    assert len(set(TITLES.values())) == len(CATALOGUE)
    assert {relation.block for relation in CATALOGUE} == set(Block)


@given(mails())
def test_observations_of_any_mail_are_bounded_distinct_and_about_somebody(mail: Mail) -> None:
    for relation in CATALOGUE:
        seen = list(relation.observe(mail))
        assert len(seen) <= MOST_OF_A_KIND
        assert len(set(seen)) == len(seen)
        for observation in seen:
            assert observation.relation == relation.id
            assert 0 < len(observation.subject) <= LONGEST_VALUE
            assert observation.subject not in ("mail:", "domain:", "name:", "brand:")
            assert max(len(observation.value), len(observation.group)) <= LONGEST_VALUE
            assert math.isfinite(observation.amount)
            assert observation.amount == 0.0 or relation.scale.kind == "rate"


@settings(max_examples=25)
@given(mails())
def test_a_group_is_the_senders_domain_or_that_of_an_own_person_and_nothing_else(mail: Mail) -> None:
    for relation in CATALOGUE:
        groups = {observation.group for observation in relation.observe(mail)}
        if tail(relation) in PEERS:
            several = len(mail.perimeter.org_domains) > 1
            assert not groups or several or groups == {""}
        elif tail(relation) not in GROUPED:
            assert groups <= {""}, relation.id
        else:
            assert len(groups) <= 1, relation.id


@settings(max_examples=25)
@given(mails())
def test_the_same_mail_gives_the_same_observations_in_any_order_of_asking(mail: Mail) -> None:
    forth = {relation.id: list(relation.observe(mail)) for relation in CATALOGUE}
    back = {relation.id: list(relation.observe(mail)) for relation in reversed(CATALOGUE)}
    assert forth == back
