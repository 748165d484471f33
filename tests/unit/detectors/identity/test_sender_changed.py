"""A known sender whose mail comes another way in every respect."""

from __future__ import annotations

import pytest

from firstsight.detectors.identity.sender_changed import KNOWN_DAYS, sender_changed
from firstsight.model import AuthResults, Counts, Facts, Finding, Observation, Surprise
from tests.mails import mail
from tests.unit.detectors.evidence import evidence, surprise

KNOWN = Facts(sender_days=KNOWN_DAYS)
UNSURE = AuthResults("softfail", "none", "none")
AUTH = surprise("auth_for_sender", "softfail/none/none", 0.0)
NETWORK = surprise("network_for_domain", "198.51.100.0/24", 0.0)
CLIENT = surprise("client_for_sender", "mailer", 0.0)


def told(*surprises: Surprise, facts: Facts = KNOWN, auth: AuthResults = UNSURE) -> list[Finding]:
    return list(sender_changed.detect(evidence(mail(auth=auth), *surprises, facts=facts)))


def test_a_sender_that_comes_another_way_is_told_with_what_is_new() -> None:
    (finding,) = told(AUTH, NETWORK)
    assert finding.reason == (
        "ben@partner.example is known for 3 days, but all is new: authentication softfail/none/none never before, "
        "3 others; network 198.51.100.0/24 never before, 3 others"
    )
    assert finding.subject == "mail:ben@partner.example"


@pytest.mark.parametrize("others", [(NETWORK,), (CLIENT,), (NETWORK, CLIENT)])
def test_new_authentication_and_one_more_thing_are_enough(others: tuple[Surprise, ...]) -> None:
    assert len(told(AUTH, *others)) == 1


@pytest.mark.parametrize(
    "surprises",
    [
        (),
        (AUTH,),
        (NETWORK, CLIENT),
        (AUTH, surprise("network_for_domain", "198.51.100.0/24", 1.0)),
        (surprise("auth_for_sender", "softfail/none/none", 0.5), NETWORK),
        (AUTH, surprise("hour_for_sender", "3", 0.0)),
    ],
)
def test_one_new_thing_or_a_habit_is_quiet(surprises: tuple[Surprise, ...]) -> None:
    assert not told(*surprises)


def test_a_sender_little_known_has_no_habits() -> None:
    assert not told(AUTH, NETWORK, facts=Facts(sender_days=KNOWN_DAYS - 0.1))


def test_a_way_hardly_ever_observed_is_no_habit() -> None:
    few = Counts("level0", 0.0, 0.0, KNOWN_DAYS - 0.1, 1.0, 1.0, 0.5)
    rare = Surprise(Observation("mail.network_for_domain", "domain:partner.example", "x"), 0.5, 0.5, 1.0, (few,))
    assert not told(AUTH, rare)


def test_a_domain_that_vouches_for_the_way_may_change_it() -> None:
    assert not told(AUTH, NETWORK, auth=AuthResults("fail", "pass", "pass"))
