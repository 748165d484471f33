"""Somebody outside uses an address of ours."""

from __future__ import annotations

import pytest

from firstsight.detectors.identity.spoofed_own_domain import spoofed_own_domain
from firstsight.model import AuthResults, Finding
from tests.mails import mail
from tests.unit.detectors.evidence import evidence


def told(auth: AuthResults, *, claims_own: bool = True) -> list[Finding]:
    event = mail("ana@corp.example", auth=auth)
    return list(spoofed_own_domain.detect(evidence(event, claims_own=claims_own)))


@pytest.mark.parametrize(
    "auth",
    [
        AuthResults("pass", "pass", "fail"),
        AuthResults("fail", "fail", "none"),
        AuthResults("softfail", "fail", "none"),
        AuthResults("fail", "none", "none"),
        AuthResults("softfail", "none", "none"),
    ],
)
def test_an_own_address_that_fails_is_told_with_its_results(auth: AuthResults) -> None:
    (finding,) = told(auth)
    assert finding.subject == "mail:ana@corp.example"
    assert finding.reason == f"ana@corp.example is ours, but SPF {auth.spf}, DKIM {auth.dkim}, DMARC {auth.dmarc}"


@pytest.mark.parametrize(
    "auth",
    [
        AuthResults(),
        AuthResults("pass", "pass", "pass"),
        AuthResults("fail", "pass", "pass"),
        AuthResults("none", "fail", "none"),
        AuthResults("temperror", "temperror", "temperror"),
    ],
)
def test_nothing_is_told_where_nobody_checked_or_a_signature_holds(auth: AuthResults) -> None:
    assert not told(auth)


def test_a_failure_of_others_is_not_told() -> None:
    assert not told(AuthResults("fail", "fail", "fail"), claims_own=False)
