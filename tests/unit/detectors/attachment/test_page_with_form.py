"""A page that asks for a password is told where its sender never sent such files."""

from __future__ import annotations

from msgspec.structs import replace

from firstsight.detectors.attachment.page_with_form import page_with_form
from firstsight.model import Facts
from tests.mails import attachment, mail
from tests.unit.detectors.evidence import evidence, surprise

PAGE = replace(attachment("fax.html", "text/html"), traits=("form", "password-field"))


def test_a_page_of_a_stranger_that_asks_for_a_password_is_told() -> None:
    (finding,) = page_with_form.detect(evidence(mail(attachments=(PAGE,))))
    assert finding.reason == "fax.html asks for a password; from a sender never seen here"


def test_what_a_script_puts_together_weighs_more_than_what_is_written() -> None:
    page = replace(PAGE, traits=("password-field", "script-assembly", "assembled-form"))
    (finding,) = page_with_form.detect(evidence(mail(attachments=(page,))))
    assert "only a script puts there" in finding.reason


def test_a_report_without_a_form_and_a_page_that_is_usual_are_not_told() -> None:
    report = replace(PAGE, traits=("script", "script-assembly"))
    assert not list(page_with_form.detect(evidence(mail(attachments=(report,)))))
    usual = surprise("attachment_for_sender", "html text/html", 4.0)
    assert not list(page_with_form.detect(evidence(mail(attachments=(PAGE,)), usual, facts=Facts(sender_days=9.0))))
