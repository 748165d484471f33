"""A message that could not be read as one."""

from __future__ import annotations

from firstsight.detectors.stream.unparsable import unparsable
from tests.mails import mail
from tests.unit.detectors.evidence import evidence


def test_what_could_not_be_read_is_told_once() -> None:
    event = mail(defects=("no empty line", "unreadable: no header field", "unreadable: too deep"))
    (finding,) = unparsable.detect(evidence(event))
    assert finding.reason == "unreadable: no header field"
    assert finding.subject == event.uid


def test_what_every_program_repairs_is_not_told() -> None:
    assert not [*unparsable.detect(evidence(mail(defects=("8-bit octets in the header",))))]
    assert not [*unparsable.detect(evidence())]
