"""Whether a sender is vouched for as usual."""

from __future__ import annotations

from firstsight.model import AuthResults
from firstsight.relations.infrastructure.auth_for_sender import auth_for_sender
from tests.mails import mail
from tests.unit.relations.observing import triples


def test_the_three_results_are_one_value() -> None:
    event = mail(auth=AuthResults("softfail", "none", "fail", source="header"))
    assert triples(auth_for_sender, event) == [("mail:ben@partner.example", "softfail/none/fail", "partner.example")]


def test_where_nobody_checked_there_is_no_result() -> None:
    assert triples(auth_for_sender, mail(auth=AuthResults())) == []


def test_an_author_without_an_address_says_nothing() -> None:
    assert triples(auth_for_sender, mail(author="")) == []
