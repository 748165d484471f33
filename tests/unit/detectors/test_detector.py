"""A detector is a name, a weight and a generator."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Finding, Severity
from tests.unit.detectors.evidence import evidence


@detector("mail.two-things", Severity.HIGH, 70, nats=2.5, techniques=("T1566",))
def two_things(evidence: Evidence) -> Iterator[Said]:
    """Says two things.

    Blind to: everything.
    """
    yield "first", "mail:a@b.example", ("x",)
    yield "second", "", ()


def test_every_finding_carries_what_the_detector_is() -> None:
    assert list(two_things.detect(evidence())) == [
        Finding("mail.two-things", Severity.HIGH, 70, "first", ("T1566",), "mail:a@b.example", ("x",)),
        Finding("mail.two-things", Severity.HIGH, 70, "second", ("T1566",), "", ()),
    ]
    assert two_things.nats == 2.5
    assert two_things.doc.startswith("Says two things.")
