"""Where answers are wanted."""

from __future__ import annotations

import pytest

from firstsight.model import Address
from firstsight.relations.identity.reply_to_for_sender import reply_to_for_sender
from tests.mails import mail
from tests.unit.relations.observing import triples


def replies(*to: str, author: str = "ben@mail.partner.example") -> list[tuple[str, str, str]]:
    return triples(reply_to_for_sender, mail(author, reply_to=tuple(Address(address) for address in to)))


@pytest.mark.parametrize(
    "to", [(), ("ben@partner.example",), ("x@www.partner.example", "y@partner.example"), ("nobody",)]
)
def test_no_reply_address_is_the_same_as_ones_own(to: tuple[str, ...]) -> None:
    assert replies(*to) == [("mail:ben@mail.partner.example", "same", "partner.example")]


def test_an_answer_that_goes_elsewhere_is_counted_by_registrable_domain() -> None:
    assert [value for _, value, _ in replies("a@www.evil.example", "b@partner.example", "c@evil.example")] == [
        "evil.example",
        "same",
    ]


def test_nobody_wants_an_answer_where_there_is_no_author() -> None:
    assert replies("a@evil.example", author="") == []
