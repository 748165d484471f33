"""Evidence that adds up over many mails."""

from __future__ import annotations

from firstsight.detectors.stream.campaign import RARE, campaign
from tests.unit.detectors.evidence import evidence


def test_evidence_that_few_ever_gather_is_told_with_its_rarity() -> None:
    gathered = evidence(gathered_p=1 / 5000, gathered_from="domain:evil.example")
    (finding,) = campaign.detect(gathered)
    assert finding.subject == "domain:evil.example"
    assert finding.reason == "domain:evil.example gathered evidence that 1 in 5,000 mails reaches"


def test_evidence_that_is_not_rare_or_is_of_nobody_is_not_told() -> None:
    assert not [*campaign.detect(evidence(gathered_p=RARE, gathered_from="domain:evil.example"))]
    assert not [*campaign.detect(evidence(gathered_p=RARE / 10, gathered_from=""))]
    assert not [*campaign.detect(evidence())]
