"""Programs under wraps."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from firstsight.detectors.attachment.hidden_executable import hidden_executable
from firstsight.model import Attachment, Facts
from tests.mails import attachment, mail
from tests.unit.detectors.evidence import evidence

KNOWN = Facts(sender_days=9.0)
ARCHIVE = replace(
    attachment("invoice.zip", "application/zip"),
    traits=("executable", "double-extension"),
    holds=("invoice.pdf.exe", "readme.txt"),
)


def test_a_disguised_program_in_an_archive_is_told_whoever_sends_it() -> None:
    event = mail(attachments=(attachment("terms.pdf"), ARCHIVE))
    (finding,) = hidden_executable.detect(evidence(event, facts=KNOWN))
    assert finding.targets == ("invoice.zip",)
    assert finding.reason == (
        "invoice.zip holds invoice.pdf.exe among 2 files: a program or script; its true extension stands behind "
        "another one; the sender is known for 9 days"
    )


@pytest.mark.parametrize(
    "part",
    [
        attachment("setup.exe", "application/vnd.microsoft.portable-executable"),
        attachment("update.js", ""),
        attachment("quote.iso", "application/x-iso9660-image"),
        attachment("photos.ace", ""),
        replace(attachment("logs.zip", "application/zip"), traits=("bomb",)),
        replace(attachment("tool.zip", "application/zip"), traits=("executable",), holds=("tool.exe",)),
    ],
    ids=lambda part: part.name,
)
def test_what_can_be_run_is_told_from_a_stranger_only(part: Attachment) -> None:
    event = mail(attachments=(part,))
    (finding,) = hidden_executable.detect(evidence(event))
    assert finding.reason.endswith("from a sender never seen here")
    assert not [*hidden_executable.detect(evidence(event, facts=KNOWN))]


@pytest.mark.parametrize("name", ["ann\u202ecod.scr", "invoice.pdf          .js", "scan.pdf.html"])
def test_a_disguised_name_is_told_from_anybody(name: str) -> None:
    assert [*hidden_executable.detect(evidence(mail(attachments=(attachment(name, ""),)), facts=KNOWN))]


def test_papers_and_archives_of_papers_are_not_told() -> None:
    papers = replace(attachment("a.zip", "application/zip"), holds=("a.pdf",), traits=("nested-archive",))
    assert not [*hidden_executable.detect(evidence(mail(attachments=(attachment("a.pdf"), papers))))]
