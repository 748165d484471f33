"""What every detector keeps to, whatever the evidence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firstsight.detectors import CATALOGUE, Detector
from firstsight.model import Evidence
from firstsight.pipeline import Engine
from firstsight.policy.scorecard import terms_of
from firstsight.policy.table import Weights
from firstsight.relations import Mail
from firstsight.store.memory import MemoryStore
from tests.contract.odd import mails
from tests.mails import Says

every = pytest.mark.parametrize("detector", CATALOGUE, ids=lambda detector: detector.id)


@every
def test_the_id_is_mail_and_the_name_of_the_file_with_dashes(detector: Detector) -> None:
    assert re.fullmatch(r"mail\.[a-z]+(-[a-z]+)*", detector.id)
    assert detector.id == f"mail.{detector.say.__module__.rpartition('.')[2].replace('_', '-')}"


@every
def test_it_says_what_it_is_blind_to(detector: Detector) -> None:
    first, _, rest = detector.doc.partition("\n")
    assert re.match(r"[A-Z].+\.\Z", first), first
    assert re.search(r"Blind to: \S.+\.\Z", rest.strip(), re.DOTALL)


@every
def test_its_numbers_make_sense(detector: Detector) -> None:
    assert 0 < detector.confidence <= 100
    assert 0.0 < detector.nats <= 4.0
    assert detector.techniques
    assert all(re.fullmatch(r"T\d{4}(\.\d{3})?", technique) for technique in detector.techniques)


def test_ids_are_unique() -> None:
    assert len({detector.id for detector in CATALOGUE}) == len(CATALOGUE)


@given(mails(), st.booleans(), st.floats(1e-12, 1.0), st.sampled_from(["", "domain:evil.example"]))
def test_any_evidence_gives_findings_that_have_a_reason(mail: Mail, own: bool, gathered: float, source: str) -> None:
    evidence = Evidence(
        mail.event, mail.facts, mail.intent, (), 1e-3, claims_own=own, gathered_p=gathered, gathered_from=source
    )
    for detector in CATALOGUE:
        findings = list(detector.detect(evidence))
        assert findings == list(detector.detect(evidence))
        assert all(finding.reason and finding.detector == detector.id for finding in findings)
        terms_of(evidence, tuple(findings), {detector.id: detector.nats}, Weights())


@settings(max_examples=25)
@given(st.lists(mails(), min_size=1, max_size=4))
def test_the_engine_judges_any_mail(odd: list[Mail]) -> None:
    events = [mail.event for mail in odd]
    verdicts = Engine(MemoryStore(), odd[0].perimeter, Says()).handle(events)
    assert [verdict.uid for verdict in verdicts] == [event.uid for event in events]
    for verdict in verdicts:
        assert verdict.score == sum(term.nats for term in verdict.terms)
        assert 0.0 < verdict.p <= 1.0
