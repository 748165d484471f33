"""How many people a sender writes to in a day."""

from __future__ import annotations

import pytest

from firstsight.model import Observation
from firstsight.relations.volume.recipients_per_day import recipients_per_day
from tests.mails import looked_at, mail
from tests.unit.relations.observing import triples


@pytest.mark.parametrize("number", [0, 1, 300])
def test_the_amount_is_the_number_of_recipients_and_there_is_no_value(number: int) -> None:
    to = tuple(f"p{place}@corp.example" for place in range(number))
    (observation,) = recipients_per_day.observe(looked_at(mail(to=to)))
    assert observation == Observation(
        "mail.recipients_per_day", "mail:ben@partner.example", "", "partner.example", float(number)
    )


def test_an_author_without_an_address_says_nothing() -> None:
    assert triples(recipients_per_day, mail(author="")) == []
