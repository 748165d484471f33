"""A new domain that is easily taken for one that people here know well."""

from __future__ import annotations

import pytest

from firstsight.detectors.identity.lookalike_known_domain import lookalike_known_domain
from firstsight.model import AuthResults, Facts
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says, mail
from tests.unit.detectors.evidence import evidence

ALIKE = Facts(resembles="partner.example", resembles_how="spelling", domain_days=1.0)


def test_a_look_alike_is_told_with_the_domain_it_looks_like() -> None:
    (finding,) = lookalike_known_domain.detect(evidence(mail("ben@partnre.example"), facts=ALIKE))
    assert finding.reason == (
        "partnre.example looks like partner.example (a slip of the keys away); "
        "that one writes here often, this one did on 1 days"
    )
    assert finding.subject == "domain:partnre.example"


@pytest.mark.parametrize(
    "facts",
    [
        Facts(),
        Facts(resembles="partner.example", resembles_how="suffix", wrote_to=True),
        Facts(resembles="corp.example", resembles_how="suffix", resembles_own=True),
    ],
)
def test_a_correspondent_and_what_looks_like_us_are_not_told_here(facts: Facts) -> None:
    assert not [*lookalike_known_domain.detect(evidence(facts=facts))]


@pytest.mark.parametrize(
    ("domain", "told"),
    [
        ("partner.test", True),
        ("partnre.example", True),
        ("partner-billing.test", True),
        ("xn--prtner-3nf.example", True),
        ("garden.example", False),
        ("partner.example", False),
    ],
)
def test_the_engine_tells_a_look_alike_from_a_stranger(domain: str, told: bool) -> None:
    days = [mail(day=day) for day in range(9)]
    event = mail(f"kim@{domain}", "Kim Weber", day=9, auth=AuthResults())
    verdict = Engine(MemoryStore(), OWN, Says()).handle([*days, event])[-1]
    assert ("mail.lookalike-known-domain" in {finding.detector for finding in verdict.findings}) is told
