from __future__ import annotations

from collections import Counter, defaultdict

from firstsight.lab.world.octets.letter import Letter
from firstsight.lab.world.routine import freemail_origin, office_day
from firstsight.lab.world.stage import Stage


def test_a_working_day_has_all_kinds_of_talk(stage: Stage) -> None:
    for _ in range(6):
        office_day(stage)
    kinds = Counter(letter.family for letter in stage.letters)
    assert set(kinds) == {"internal", "outbound", "customer", "supplier", "invoice", "stranger"}
    assert all(letter.kind == "ham" for letter in stage.letters)


def test_a_supplier_writes_from_its_own_domain_only(played: Stage) -> None:
    domains = {party.domain for party in played.cast.of("supplier")}
    senders = {letter.sender[1].rpartition("@")[2] for letter in played.letters if letter.family == "invoice"}
    assert senders
    assert senders <= domains


def test_an_answer_comes_after_the_letter_it_answers(played: Stage) -> None:
    sent = {letter.message_id: letter for letter in played.letters}
    answers = [letter for letter in played.letters if letter.in_reply_to]
    assert answers
    assert all(sent[letter.in_reply_to].time < letter.time for letter in answers)


def test_a_supplier_has_one_bank_account(played: Stage) -> None:
    accounts: defaultdict[str, set[bytes]] = defaultdict(set)
    for letter in played.letters:
        if letter.family == "invoice":
            accounts[letter.sender[1].rpartition("@")[2]].update(_accounts(letter))
    assert accounts
    assert all(len(known) == 1 for known in accounts.values())


def _accounts(letter: Letter) -> set[bytes]:
    paper = next(part for part in letter.parts if part.media == "application/pdf").body
    return {line for line in paper.split(b"\n") if line.startswith(b"(Account")}


def test_a_free_mail_provider_always_sends_from_one_network() -> None:
    assert freemail_origin("freemail.example") == freemail_origin("freemail.example")
    assert freemail_origin("freemail.example").ip != freemail_origin("postfach.example").ip
