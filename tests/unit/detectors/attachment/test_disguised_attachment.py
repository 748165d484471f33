"""An attachment that is not what it says."""

from __future__ import annotations

from firstsight.detectors.attachment.disguised_attachment import disguised_attachment
from tests.mails import attachment, mail
from tests.unit.detectors.evidence import evidence


def test_a_program_that_is_called_a_document_is_told_by_its_name() -> None:
    program = attachment("invoice.pdf", "application/x-msdownload", mismatch=True)
    (finding,) = disguised_attachment.detect(evidence(mail(attachments=(attachment("terms.pdf"), program))))
    assert finding.targets == ("invoice.pdf",)
    assert finding.reason == "invoice.pdf says application/octet-stream and is application/x-msdownload"


def test_a_part_without_a_name_is_told_too() -> None:
    (finding,) = disguised_attachment.detect(evidence(mail(attachments=(attachment("", mismatch=True),))))
    assert finding.reason.startswith("a part says ")


def test_an_attachment_that_is_what_it_says_is_not_told() -> None:
    assert not [*disguised_attachment.detect(evidence(mail(attachments=(attachment("setup.exe"),))))]
