"""What kinds of attachment a person gets."""

from __future__ import annotations

from firstsight.relations.attachment.attachment_for_recipient import attachment_for_recipient
from firstsight.relations.relation import MOST_ATTACHMENT_KINDS
from tests.mails import attachment, mail
from tests.unit.relations.observing import triples


def test_each_kind_is_counted_once() -> None:
    event = mail(attachments=(attachment("a.pdf"), attachment("b.PDF"), attachment("c.zip", "application/zip")))
    assert triples(attachment_for_recipient, event) == [
        ("mail:ana@corp.example", "pdf application/pdf", ""),
        ("mail:ana@corp.example", "zip application/zip", ""),
    ]


def test_the_declared_type_stands_in_where_the_octets_say_nothing() -> None:
    event = mail(attachments=(attachment("readme", detected=""),))
    assert triples(attachment_for_recipient, event) == [("mail:ana@corp.example", " application/octet-stream", "")]


def test_a_mail_without_attachments_says_nothing() -> None:
    assert triples(attachment_for_recipient, mail()) == []


def test_thirty_photographs_do_not_hide_the_program_behind_them() -> None:
    photographs = [attachment(f"{number}.jpg", "image/jpeg") for number in range(30)]
    seen = triples(
        attachment_for_recipient, mail(attachments=(*photographs, attachment("setup.exe", "application/x-msdownload")))
    )
    assert [value for _, value, _ in seen] == ["jpg image/jpeg", "exe application/x-msdownload"]


def test_more_kinds_than_the_limit_are_not_counted() -> None:
    event = mail(attachments=tuple(attachment(f"a.{number}") for number in range(100)))
    assert len(triples(attachment_for_recipient, event)) == MOST_ATTACHMENT_KINDS


def test_every_own_recipient_gets_every_kind() -> None:
    event = mail(to=("ana@corp.example", "bob@corp.example", "eve@else.example"), attachments=(attachment("a.pdf"),))
    assert [subject for subject, _, _ in triples(attachment_for_recipient, event)] == [
        "mail:ana@corp.example",
        "mail:bob@corp.example",
    ]
