"""A known person's name at an address that was never theirs."""

from __future__ import annotations

import pytest

from firstsight.detectors.identity.known_name_new_address import known_name_new_address
from firstsight.model import Facts
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says, mail
from tests.unit.detectors.evidence import evidence


def test_a_known_name_at_a_new_address_is_told_with_both() -> None:
    (finding,) = known_name_new_address.detect(evidence(mail("ben@evil.example"), facts=Facts(name_elsewhere=True)))
    assert finding.reason == '"Ben Berger" is known here under other addresses, never ben@evil.example'
    assert finding.subject == "mail:ben@evil.example"


@pytest.mark.parametrize(
    "facts",
    [Facts(), Facts(name_elsewhere=True, wrote_to=True), Facts(name_elsewhere=True, sender_days=0.5)],
)
def test_an_address_that_is_known_or_was_written_to_may_bear_any_name(facts: Facts) -> None:
    assert not [*known_name_new_address.detect(evidence(facts=facts))]


def test_the_engine_tells_a_friend_from_one_who_bears_a_friends_name() -> None:
    days = [mail(day=day) for day in range(9)]
    verdicts = Engine(MemoryStore(), OWN, Says()).handle([*days, mail(day=9), mail("ben@evil.example", day=9)])
    assert [[finding.detector for finding in verdict.findings] for verdict in verdicts[-2:]] == [
        [],
        ["mail.known-name-new-address"],
    ]
