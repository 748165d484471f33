"""Whether such a file comes as no surprise."""

from __future__ import annotations

import pytest

from firstsight.detectors.attachment.habit import acquaintance, is_usual, listed, traits_of
from firstsight.model import Facts
from tests.mails import attachment, mail
from tests.unit.detectors.evidence import evidence, surprise

PART = attachment("a.zip", "application/zip")
KIND = "zip application/zip"


@pytest.mark.parametrize(
    ("facts", "seen", "usual"),
    [
        (Facts(), 0.0, False),
        (Facts(sender_days=5.0), 0.0, False),
        (Facts(sender_days=5.0), 2.0, True),
        (Facts(wrote_to=True), 2.0, True),
    ],
)
def test_a_file_is_usual_from_a_known_sender_who_sent_such_before(facts: Facts, seen: float, *, usual: bool) -> None:
    assert is_usual(evidence(mail(), surprise("attachment_for_sender", KIND, seen), facts=facts), PART) is usual


def test_where_nothing_was_counted_a_known_sender_is_trusted() -> None:
    other = surprise("attachment_for_sender", "pdf application/pdf", 0.0)
    assert is_usual(evidence(mail(), other, facts=Facts(sender_days=1.0)), PART)


def test_how_well_a_sender_is_known_is_said_with_a_count() -> None:
    assert "known for 4 days" in acquaintance(evidence(facts=Facts(sender_days=4.2)))
    assert "only written to" in acquaintance(evidence(facts=Facts(wrote_to=True)))
    assert "never seen" in acquaintance(evidence())


def test_traits_of_the_name_count_as_well() -> None:
    assert traits_of(attachment("invoice.pdf.exe", "")) == {"executable", "double-extension"}
    assert listed(("a", "b")) == "a, b"
