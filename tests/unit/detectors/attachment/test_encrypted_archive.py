"""Encrypted files with their key."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from firstsight.detectors.attachment.encrypted_archive import encrypted_archive
from firstsight.model import Detail, Facts
from tests.mails import attachment, mail
from tests.unit.detectors.evidence import evidence, surprise

LOCKED = replace(
    attachment("invoice.zip", "application/zip"), traits=("encrypted",), holds=("invoice.js", "b", "c", "d")
)
GIVEN = (Detail("password", "given", 10, 14),)


def test_an_encrypted_archive_with_its_password_from_a_stranger_is_told() -> None:
    event = mail(attachments=(attachment("terms.pdf"), LOCKED), text="Archive: 4711", details=GIVEN)
    (finding,) = encrypted_archive.detect(evidence(event))
    assert finding.targets == ("invoice.zip",)
    assert finding.reason == (
        "invoice.zip is encrypted, 4 files in it: invoice.js, b, c and 1 more; its password stands in the text; "
        "from a sender never seen here"
    )


@pytest.mark.parametrize(
    "text",
    ["The password follows.", "Das Kennwort lautet 12", "Пароль: 12", "mot de passe", "パスワードは12です", "Hasło"],
)
def test_a_text_that_speaks_of_a_password_counts_too(text: str) -> None:
    (finding,) = encrypted_archive.detect(evidence(mail(attachments=(replace(LOCKED, holds=()),), text=text)))
    assert "speaks of a password 1 times" in finding.reason


@pytest.mark.parametrize(
    ("event", "facts"),
    [
        (mail(attachments=(LOCKED,), text="See attached."), Facts()),
        (mail(attachments=(LOCKED,), text="The password is 4711.", details=GIVEN), Facts(sender_days=9.0)),
        (mail(attachments=(attachment("a.zip"),), text="The password is 4711.", details=GIVEN), Facts()),
    ],
)
def test_no_key_a_known_sender_or_an_open_archive_are_not_told(event, facts) -> None:  # type: ignore[no-untyped-def]  # values of the test
    assert not [*encrypted_archive.detect(evidence(event, facts=facts))]


def test_a_known_sender_who_never_sent_an_archive_is_told() -> None:
    event = mail(attachments=(LOCKED,), text="The password is 4711.")
    new = surprise("attachment_for_sender", "zip application/zip", 0.0)
    (finding,) = encrypted_archive.detect(evidence(event, new, facts=Facts(sender_days=9.0)))
    assert "known for 9 days who never sent such a file" in finding.reason
