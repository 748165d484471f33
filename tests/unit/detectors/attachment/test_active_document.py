"""Documents that do something."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from firstsight.detectors.attachment.active_document import active_document
from firstsight.model import Attachment, Facts
from tests.mails import attachment, mail
from tests.unit.detectors.evidence import evidence, surprise


def document(*traits: str, holds: tuple[str, ...] = ()) -> Attachment:
    """A document with these traits."""
    return replace(attachment("plan.doc", "application/x-ole-storage"), traits=traits, holds=holds)


def test_a_macro_that_runs_by_itself_is_told_with_all_that_it_does() -> None:
    part = document("macro", "auto-exec", "starts-programs", "embedded-object", holds=("a.js",))
    (finding,) = active_document.detect(evidence(mail(attachments=(attachment("a.pdf"), part))))
    assert finding.targets == ("plan.doc",)
    assert finding.reason == (
        "plan.doc has a macro that runs by itself and starts programs; holds a packed file that a click opens (a.js); "
        "from a sender never seen here"
    )


@pytest.mark.parametrize(
    "traits",
    [("macro", "auto-exec"), ("external-template",), ("dde",), ("embedded-object",), ("pdf-script",), ("pdf-launch",)],
)
def test_each_kind_of_activity_is_told_from_a_stranger(traits: tuple[str, ...]) -> None:
    event = mail(attachments=(document(*traits),))
    assert [*active_document.detect(evidence(event))]
    assert not [*active_document.detect(evidence(event, facts=Facts(sender_days=9.0)))]


def test_a_known_sender_is_told_where_such_a_file_is_new() -> None:
    event = mail(attachments=(document("dde"),))
    new = surprise("attachment_for_sender", "doc application/x-ole-storage", 0.0)
    assert [*active_document.detect(evidence(event, new, facts=Facts(sender_days=9.0)))]


@pytest.mark.parametrize("traits", [(), ("macro",), ("external-link",), ("encrypted",)])
def test_a_document_that_waits_for_its_reader_is_not_told(traits: tuple[str, ...]) -> None:
    assert not [*active_document.detect(evidence(mail(attachments=(document(*traits),))))]
