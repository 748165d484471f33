"""What can be asked of a mail once it is read."""

from __future__ import annotations

import msgspec
import pytest

from firstsight.model import Address, Attachment, AuthResults, Direction, EmailActivity, Envelope, Message, Perimeter

ANA, BEN = Address("ana@x.example", "Ana"), Address("ben@y.example")


def mail(envelope: Envelope, message: Message) -> EmailActivity:
    """A mail with that envelope and message."""
    return EmailActivity(
        uid="u",
        time=0,
        label="l",
        direction=Direction.INBOUND,
        envelope=envelope,
        message=message,
        auth=AuthResults(),
        size=0,
    )


@pytest.mark.parametrize(
    ("addr", "local_part", "domain"),
    [
        ("ana@x.example", "ana", "x.example"),
        ('"a@b"@x.example', '"a@b"', "x.example"),
        ("ana", "ana", ""),
        ("@x.example", "", "x.example"),
        ("", "", ""),
    ],
)
def test_the_last_at_sign_parts_an_address(addr: str, local_part: str, domain: str) -> None:
    assert (Address(addr).local_part, Address(addr).domain) == (local_part, domain)


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("invoice.PDF", "pdf"),
        ("invoice.pdf.exe", "exe"),
        ("invoice", ""),
        ("invoice.", ""),
        (".profile", ""),
        ("", ""),
        ("x." + "a" * 99, "a" * 10),
    ],
)
def test_the_extension_is_what_stands_after_the_last_dot(name: str, extension: str) -> None:
    assert Attachment(name, "", "", 0, "").extension == extension


def test_a_subdomain_is_not_ours_unless_it_is_listed() -> None:
    perimeter = Perimeter(org_domains=frozenset({"x.example"}))
    assert perimeter.owns("x.example")
    assert not perimeter.owns("mail.x.example")
    assert not perimeter.owns("x.example.evil.test")
    assert not perimeter.owns("")


def test_the_author_is_the_first_from_mailbox() -> None:
    assert mail(Envelope(mail_from="z@z.example"), Message((ANA, BEN), "", "")).author == ANA


def test_without_a_from_field_the_envelope_sender_is_the_author() -> None:
    assert mail(Envelope(mail_from="z@z.example"), Message((), "", "")).author == Address("z@z.example")
    assert mail(Envelope(), Message((), "", "")).author == Address("")


def test_the_envelope_knows_the_recipients_better_than_the_header() -> None:
    message = Message((), "", "", to=(ANA,), cc=(BEN,))
    assert mail(Envelope(rcpt_to=("c@x.example",)), message).recipients == ("c@x.example",)
    assert mail(Envelope(), message).recipients == ("ana@x.example", "ben@y.example")


def test_header_recipients_are_listed_once_and_in_order() -> None:
    message = Message((), "", "", to=(BEN, ANA, Address("", "undisclosed")), cc=(BEN,))
    assert mail(Envelope(), message).recipients == ("ben@y.example", "ana@x.example")


def test_a_mail_survives_its_encoding() -> None:
    one = mail(Envelope("a@x.example", ("b@x.example",)), Message((ANA,), "s", "t", date=5))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(one), type=EmailActivity) == one
    assert msgspec.json.decode(msgspec.json.encode(one))["type"] == 4009
