"""Envelope and direction from the header."""

from __future__ import annotations

import pytest

from firstsight.mail.fields import read_fields
from firstsight.mail.trust.envelope import direction_of, envelope_of
from firstsight.model import AuthResults, Direction, Envelope, Perimeter

OURS = Perimeter(frozenset({"corp.example"}), envelope_header="X-Envelope-To")


def envelope(header: str, perimeter: Perimeter = OURS) -> Envelope:
    """The envelope that a header tells of."""
    return envelope_of(read_fields(header.encode()), perimeter)


@pytest.mark.parametrize(
    ("received", "helo", "client_ip"),
    [
        ("from out.b.example (rdns.b.example [192.0.2.1]) by mx; date", "out.b.example", "192.0.2.1"),
        ("from out.b.example ([192.0.2.1]) by mx", "out.b.example", "192.0.2.1"),
        ("from out.b.example (out.b.example. [IPv6:2001:DB8::1]) by mx", "out.b.example", "2001:db8::1"),
        ("from out.b.example (2001:db8::1) by mx.corp.example with Microsoft SMTP", "out.b.example", "2001:db8::1"),
        ("from [192.0.2.1] (helo=out.b.example) by mx", "out.b.example", "192.0.2.1"),
        ("from rdns.b.example ([192.0.2.1] helo=out.b.example) by mx", "out.b.example", "192.0.2.1"),
        ("from unknown (HELO out.b.example) (192.0.2.1) by mx", "out.b.example", "192.0.2.1"),
        ("from [192.0.2.1] by mx", "192.0.2.1", "192.0.2.1"),
        ("from out.b.example by mx (mx [198.51.100.1])", "out.b.example", ""),
        ("by mx.corp.example with local", "", ""),
    ],
)
def test_helo_and_client_come_from_the_topmost_received(received: str, helo: str, client_ip: str) -> None:
    found = envelope(f"Received: {received}\nReceived: from older (x [203.0.113.9]) by y\n")
    assert (found.helo, found.client_ip) == (helo, client_ip)


@pytest.mark.parametrize(
    ("value", "mail_from"),
    [
        ("<Jane@B.example>", "jane@b.example"),
        ("<>", ""),
        ("jane@b.example", "jane@b.example"),
        ("<@r.example:a@b.example>", "a@b.example"),
        ("", ""),
    ],
)
def test_the_sender_comes_from_the_return_path(value: str, mail_from: str) -> None:
    assert envelope(f"Return-Path: {value}\n").mail_from == mail_from


def test_recipients_come_from_the_named_field_else_from_delivered_to() -> None:
    header = "X-Envelope-To: A@corp.example,\n b@corp.example, a@corp.example\nDelivered-To: c@corp.example\n"
    assert envelope(header).rcpt_to == ("a@corp.example", "b@corp.example")
    assert envelope(header, Perimeter(frozenset())).rcpt_to == ("c@corp.example",)
    assert envelope("X-Original-To: d@corp.example\n").rcpt_to == ("d@corp.example",)
    assert envelope('X-Envelope-To: "A" <a@corp.example>\n').rcpt_to == ("a@corp.example",)
    assert envelope("From: x@y.example\n").rcpt_to == ()


SIGNED = AuthResults(spf="softfail", dkim="pass", dkim_domains=("mail.corp.example",))
FAILED = AuthResults(dmarc="fail", source="header")


@pytest.mark.parametrize(
    ("author", "recipients", "auth", "direction"),
    [
        ("b.example", ("a@corp.example",), AuthResults(), Direction.INBOUND),
        ("b.example", ("a@c.example",), AuthResults(), Direction.INBOUND),
        ("corp.example", ("a@corp.example",), AuthResults(), Direction.INTERNAL),
        ("corp.example", ("a@corp.example", "x@b.example"), AuthResults(), Direction.OUTBOUND),
        ("sub.corp.example", ("x@b.example",), AuthResults(), Direction.INBOUND),
        ("corp.example", ("a@corp.example",), FAILED, Direction.INBOUND),
        ("corp.example", ("a@corp.example",), AuthResults(spf="fail", dkim="fail"), Direction.INBOUND),
        ("corp.example", ("a@corp.example",), AuthResults(spf="fail", dkim="pass"), Direction.INBOUND),
        ("corp.example", ("a@corp.example",), SIGNED, Direction.INTERNAL),
        ("", ("a@corp.example",), AuthResults(), Direction.INBOUND),
    ],
)
def test_direction_is_seen_from_inside(
    author: str, recipients: tuple[str, ...], auth: AuthResults, direction: Direction
) -> None:
    assert direction_of(author, recipients, auth, OURS) is direction
