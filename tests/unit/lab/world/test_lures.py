from __future__ import annotations

from random import Random

import pytest

from firstsight.lab.world.days import at
from firstsight.lab.world.lures import LURES, lookalike, plan
from firstsight.lab.world.octets.letter import Letter, octets
from firstsight.lab.world.routine import office_day
from firstsight.lab.world.stage import Stage


def lure(stage: Stage, family: str) -> Letter:
    return LURES[family](stage, plan(stage, family, at(stage.date, 20.0, 1)), stage.cast.people[5])


@pytest.mark.parametrize("family", LURES)
def test_every_family_is_labelled_and_posted(stage: Stage, family: str) -> None:
    office_day(stage)
    letter = lure(stage, family)
    assert (letter.kind, letter.family) == ("attack", family)
    assert stage.letters[-1] is letter
    assert octets(letter, stage.cast.domain)


@pytest.mark.parametrize("seed", range(30))
def test_a_lookalike_is_another_domain_of_the_same_kind(seed: int) -> None:
    for domain in ("hagenau.example", "carbide-works.example", "voss.example"):
        other = lookalike(Random(seed), domain)
        assert other != domain
        assert other.endswith(".example")
        assert abs(len(other) - len(domain)) <= 8


def test_changed_bank_details_continue_a_real_thread(stage: Stage) -> None:
    for _ in range(4):
        office_day(stage)
    letter = lure(stage, "payment_bank")
    sent = {old.message_id: old for old in stage.letters}
    old = sent[letter.in_reply_to]
    assert old.family in ("supplier", "invoice")
    assert letter.to == old.to
    assert letter.sender[0] == old.sender[0]
    assert letter.sender[1].rpartition("@")[2] != old.sender[1].rpartition("@")[2]


def test_the_head_of_the_house_is_imitated_from_free_mail(stage: Stage) -> None:
    letter = lure(stage, "payment_ceo")
    head = stage.cast.people[0]
    assert letter.sender[0] == head.name
    assert letter.sender[1] != head.addr


def test_a_stolen_account_sends_from_a_strange_network(stage: Stage) -> None:
    letter = lure(stage, "lateral")
    owner = next(person for person in stage.cast.people if person.addr == letter.origin.user)
    assert letter.sender[1] == owner.addr
    assert letter.origin.ip != owner.ip


def test_the_password_of_an_archive_stands_in_the_text(stage: Stage) -> None:
    (part,) = lure(stage, "attachment_zip").parts
    assert part.body.startswith(b"PK\x03\x04")
    assert part.body[6] & 1, "the encrypted bit of the general purpose flag"


def test_a_call_back_scam_has_a_number_and_no_link(stage: Stage) -> None:
    letter = lure(stage, "callback")
    assert "+1 202 555 01" in letter.text
    assert "http" not in letter.text
