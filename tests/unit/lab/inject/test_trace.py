from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from firstsight.lab.inject.trace import Style, fields, stamped
from firstsight.lab.world.cast import Origin
from firstsight.lab.world.octets.letter import Letter, new_id
from firstsight.mail.read import read
from firstsight.model import Perimeter

LETTER = Letter(
    time=1_700_000_000,
    sender=("Kim Lee", "kim@evil.test"),
    to=(("Ana", "ana@corp.example"), ("Ben", "ben@corp.example")),
    subject="Hello",
    text="Some words",
    message_id=new_id(Random(1), "outlook", "evil.test"),
    mailer="outlook",
    origin=Origin("198.51.100.7", "mail.evil.test", "evil.test"),
)
MODEL = b"""Return-Path: <old@partner.example>
Received: from out.partner.example (out.partner.example [203.0.113.9])
\tby mx.corp.example; Tue, 14 Nov 2023 22:13:20 +0000
Authentication-Results: mx.corp.example; dkim=pass header.d=partner.example;
 spf=pass smtp.mailfrom=old@partner.example; dmarc=pass header.from=partner.example
DKIM-Signature: v=1; d=partner.example; s=s1; b=abc
X-Seen: yes
Delivered-To: somebody@corp.example
From: Old <old@partner.example>
Subject: Earlier
"""


def perimeter(envelope_header: str = "", id_header: str = "") -> Perimeter:
    return Perimeter(frozenset({"corp.example"}), frozenset({"mx.corp.example"}), envelope_header, id_header)


@pytest.mark.parametrize("header", ["", "X-Rcpt"])
def test_a_made_trace_is_read_as_it_was_meant(header: str) -> None:
    event = read(stamped(LETTER, Style("mx.corp.example", header)), perimeter(header))
    assert event.envelope.rcpt_to == ("ana@corp.example", "ben@corp.example")
    assert event.envelope.mail_from == "kim@evil.test"
    assert event.envelope.client_ip == "198.51.100.7"
    assert event.envelope.helo == "mail.evil.test"
    assert (event.auth.spf, event.auth.dkim, event.auth.dmarc) == ("pass", "pass", "pass")
    assert event.auth.dkim_domains == ("evil.test",)
    assert not event.message.defects


def test_a_borrowed_trace_is_that_of_the_model() -> None:
    mine = structs.replace(LETTER, sender=("Old", "old@partner.example"))
    raw = stamped(mine, Style("mx.corp.example", "X-Rcpt"), MODEL)
    event = read(raw, perimeter("X-Rcpt"))
    assert event.envelope.client_ip == "203.0.113.9"
    assert event.auth.dkim_domains == ("partner.example",)
    assert event.message.subject == "Hello"
    assert event.envelope.rcpt_to == ("ana@corp.example", "ben@corp.example")
    assert b"X-Seen" not in raw
    assert b"somebody@" not in raw
    assert b"198.51.100.7" not in raw


def test_the_id_is_where_the_archive_has_it() -> None:
    event = read(stamped(LETTER, Style("mx.corp.example", id_header="X-Id")), perimeter(id_header="X-Id"))
    assert event.label == LETTER.message_id


def test_fields_keep_their_folded_lines() -> None:
    found = fields(MODEL)
    assert [name for name, _ in found][:3] == [b"return-path", b"received", b"authentication-results"]
    assert found[1][1].count(b"\n") == 2
    assert b"".join(field for _, field in found) == MODEL


@given(st.binary(max_size=3000))
def test_any_octets_have_fields_or_none(octets: bytes) -> None:
    assert all(field in octets for _, field in fields(octets))
