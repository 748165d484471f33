"""An own person's name at an address outside."""

from __future__ import annotations

import pytest

from firstsight.detectors.identity.own_name_from_outside import own_name_from_outside
from firstsight.model import Direction, Facts
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says, mail
from tests.unit.detectors.evidence import evidence


@pytest.mark.parametrize(
    ("address", "where"), [("ana@gmail.com", "a mailbox that anybody gets"), ("ana@evil.test", "no address of ours")]
)
def test_an_own_name_outside_is_told_with_whose_it_is_and_where(address: str, where: str) -> None:
    (finding,) = own_name_from_outside.detect(
        evidence(mail(address, "Ana Gomez"), facts=Facts(own_name="ana@corp.example"))
    )
    assert finding.reason == (
        f'"Ana Gomez" is the name of our ana@corp.example; {address} is {where} and wrote here on 0 days'
    )
    assert finding.subject == f"mail:{address}"


@pytest.mark.parametrize("facts", [Facts(), Facts(own_name="ana@corp.example", wrote_to=True)])
def test_other_names_and_addresses_that_were_written_to_are_quiet(facts: Facts) -> None:
    assert not [*own_name_from_outside.detect(evidence(facts=facts))]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Ana Gomez", True),
        ("G\u00f3mez, An\u0430", True),
        ("Ana Gomez (CFO)", True),
        ("Ana", False),
        ("Kim Weber", False),
    ],
)
def test_the_engine_knows_the_names_of_own_people(name: str, told: bool) -> None:
    days = [
        mail("ana@corp.example", "Ana Gomez", ("ben@partner.example",), day=day, direction=Direction.OUTBOUND)
        for day in range(6)
    ]
    event = mail("office@evil.test", name, ("bob@corp.example",), day=7)
    verdict = Engine(MemoryStore(), OWN, Says()).handle([*days, event])[-1]
    assert ("mail.own-name-from-outside" in {finding.detector for finding in verdict.findings}) is told
