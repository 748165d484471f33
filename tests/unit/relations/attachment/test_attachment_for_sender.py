"""What kinds of attachment a sender sends."""

from __future__ import annotations

from firstsight.relations.attachment.attachment_for_sender import attachment_for_sender
from firstsight.relations.relation import MOST_ATTACHMENT_KINDS
from tests.mails import attachment, mail
from tests.unit.relations.observing import triples


def test_each_kind_is_counted_once() -> None:
    event = mail(attachments=(attachment("a.pdf"), attachment("b.PDF"), attachment("c.zip", "application/zip")))
    assert triples(attachment_for_sender, event) == [
        ("mail:ben@partner.example", "pdf application/pdf", "partner.example"),
        ("mail:ben@partner.example", "zip application/zip", "partner.example"),
    ]


def test_the_declared_type_stands_in_where_the_octets_say_nothing() -> None:
    event = mail(attachments=(attachment("readme", detected=""),))
    assert triples(attachment_for_sender, event) == [
        ("mail:ben@partner.example", " application/octet-stream", "partner.example")
    ]


def test_a_mail_without_attachments_says_nothing() -> None:
    assert triples(attachment_for_sender, mail()) == []


def test_thirty_photographs_do_not_hide_the_program_behind_them() -> None:
    photographs = [attachment(f"{number}.jpg", "image/jpeg") for number in range(30)]
    seen = triples(
        attachment_for_sender, mail(attachments=(*photographs, attachment("setup.exe", "application/x-msdownload")))
    )
    assert [value for _, value, _ in seen] == ["jpg image/jpeg", "exe application/x-msdownload"]


def test_more_kinds_than_the_limit_are_not_counted() -> None:
    event = mail(attachments=tuple(attachment(f"a.{number}") for number in range(100)))
    assert len(triples(attachment_for_sender, event)) == MOST_ATTACHMENT_KINDS


def test_nobody_attaches_where_there_is_no_address() -> None:
    assert triples(attachment_for_sender, mail(author="", attachments=(attachment("a.pdf"),))) == []
