"""Somebody outside writes from a domain that is easily taken for ours."""

from __future__ import annotations

import pytest

from firstsight.detectors.identity.lookalike_own_domain import IN_WORDS, lookalike_own_domain
from firstsight.mail.likeness import HOWS
from firstsight.model import Facts
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says, mail
from tests.unit.detectors.evidence import evidence


@pytest.mark.parametrize("how", HOWS)
def test_each_way_to_look_like_us_is_told_in_words(how: str) -> None:
    facts = Facts(resembles="corp.example", resembles_how=how, resembles_own=True)
    (finding,) = lookalike_own_domain.detect(evidence(mail("ana@c0rp.example"), facts=facts))
    assert finding.reason == f"c0rp.example looks like our corp.example ({IN_WORDS[how]}); it wrote here on 0 days"
    assert finding.subject == "domain:c0rp.example"


@pytest.mark.parametrize("facts", [Facts(), Facts(resembles="partner.example", resembles_how="letters")])
def test_what_looks_like_others_or_nobody_is_not_told_here(facts: Facts) -> None:
    assert not [*lookalike_own_domain.detect(evidence(facts=facts))]


@pytest.mark.parametrize(
    ("domain", "told"),
    [("c0rp.example", True), ("corp.test", True), ("garden.example", False), ("corp.example", False)],
)
def test_the_engine_tells_a_look_alike_on_its_first_mail(domain: str, told: bool) -> None:
    (verdict,) = Engine(MemoryStore(), OWN, Says()).handle([mail(f"ana@{domain}", "Ana Gomez")])
    assert ("mail.lookalike-own-domain" in {finding.detector for finding in verdict.findings}) is told
