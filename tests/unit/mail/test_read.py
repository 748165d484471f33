"""Whole messages: golden cases, any octets, and the standard library on well-formed ones."""

from __future__ import annotations

import email
import json
import random
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.errors import InputError
from firstsight.mail.read import read, uid_of, unreadable
from firstsight.model import AuthResults, Direction, EmailActivity, Envelope, Perimeter

OURS = Perimeter(frozenset({"corp.example"}), frozenset({"mx.corp.example"}), envelope_header="X-Envelope-To")
CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "mail"
CASES = sorted(CORPUS.glob("*/message.eml"))
SEEDS = [case.read_bytes() for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.parent.name)
def test_golden_messages_are_read_as_recorded(case: Path, golden: Callable[[Path, str], None]) -> None:
    built = msgspec.to_builtins(read(case.read_bytes(), OURS))
    golden(case.parent / "expect.json", json.dumps(built, indent=1, ensure_ascii=True, sort_keys=True) + "\n")


def law(raw: bytes) -> None:
    """Any octets give an activity over these octets, or an InputError."""
    try:
        found = read(raw, OURS)
    except InputError:
        return
    assert isinstance(found, EmailActivity)
    assert (found.size, found.uid) == (len(raw), uid_of(raw))
    assert msgspec.json.encode(found)


@given(st.binary(max_size=600))
def test_any_octets_give_an_activity_or_an_input_error(octets: bytes) -> None:
    law(octets)
    law(b"Subject: x\n" + octets)


@given(st.sampled_from(SEEDS), st.integers(0, 2**32), st.integers(1, 12))
def test_any_edits_of_a_message_give_an_activity_or_an_input_error(raw: bytes, seed: int, edits: int) -> None:
    chance, octets = random.Random(seed), bytearray(raw)
    for _ in range(edits):
        at, length = chance.randrange(len(octets) + 1), chance.choice((1, 1, 4, 40))
        change = chance.randrange(4)
        if change == 0:
            del octets[at : at + length]
        elif change == 1:
            octets[at:at] = chance.randbytes(length)
        elif change == 2:
            octets[at:at] = bytes(chance.choice(SEEDS)[at : at + length * 5])
        else:
            octets[at:at] = chance.choice(
                (b"\n", b"\r", b"\0", b'"', b"(", b"--b1\n", b"=?utf-8?b?", b"<", b": ", b"\xff")
            )
    law(bytes(octets))


NAMES = st.text("abc ÄöüñД日,.@()\"'", max_size=12).map(lambda text: " ".join(text.split()))
TEXTS = st.text("abc äöД日.,=\t\n", max_size=120)


@given(NAMES, st.text("abc äД=?_", max_size=90), TEXTS, st.lists(st.tuples(NAMES, st.binary(max_size=90)), max_size=3))
def test_well_formed_messages_read_as_the_standard_library_reads_them(
    name: str, subject: str, text: str, files: list[tuple[str, bytes]]
) -> None:
    written = EmailMessage()
    written["From"] = email.headerregistry.Address(name, "jane", "supplier.example")
    written["Subject"] = " ".join(subject.split())
    written.set_content(text + "\n")
    for number, (file, octets) in enumerate(files):
        written.add_attachment(octets, "application", "octet-stream", filename=f"{file.strip('. ')}{number}.bin")
    raw = written.as_bytes(policy=policy.SMTP)
    theirs = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(theirs, EmailMessage)
    ours = read(raw, OURS).message
    author = theirs["from"].addresses[0]
    assert (ours.from_[0].addr, ours.from_[0].name) == (author.addr_spec, " ".join(author.display_name.split()))
    assert ours.subject == " ".join(str(theirs["subject"]).split())
    body = theirs.get_body(("plain",))
    assert body is not None
    assert ours.text == body.get_content().replace("\r\n", "\n").strip()
    assert [(one.name, one.size) for one in ours.attachments] == [
        (str(part.get_filename()), len(part.get_content())) for part in theirs.iter_attachments()
    ]


def test_octets_without_any_field_are_no_message() -> None:
    for raw in (b"", b"\n\n\n", b"just words", b"\0" * 99, b" : x\n\n"):
        with pytest.raises(InputError):
            read(raw, OURS)


def test_what_is_given_wins_over_the_header() -> None:
    raw = SEEDS[0]
    envelope, auth = Envelope("x@y.example", ("bob@corp.example",)), AuthResults(spf="fail", source="checked")
    found = read(raw, OURS, envelope=envelope, auth=auth, received_at=7)
    assert (found.envelope, found.auth, found.time) == (envelope, auth, 7)


def test_label_and_time_fall_back_step_by_step() -> None:
    own = Perimeter(frozenset(), id_header="X-Id")
    assert read(b"X-Id: 7\nMessage-ID: <m@x>\n\n", own).label == "7"
    assert read(b"Message-ID: <m@x>\n\n", own).label == "m@x"
    bare = read(b"Subject: x\n\n", own)
    assert (bare.label, bare.time) == (bare.uid, 0)
    assert read(b"Date: Thu, 1 Jan 1998 00:00:00 +0000\n\n", own).time == 883_612_800
    assert (
        read(b"Received: by x; Thu, 1 Jan 1998 00:00:01 +0000\nDate: 1 Jan 1998 00:00:00 +0000\n\n", own).time
        == 883_612_801
    )


def test_the_same_octets_have_the_same_uid() -> None:
    assert uid_of(b"x") == uid_of(b"x") != uid_of(b"y")
    assert len(uid_of(b"x")) == 32


def test_an_unreadable_message_still_gets_an_activity() -> None:
    found = unreadable(b"\0", OURS, "no header field", envelope=Envelope("a@b.example"), received_at=5)
    assert found.message.defects == ("unreadable: no header field",)
    assert (found.time, found.direction, found.size) == (5, Direction.INBOUND, 1)
    assert found.author.addr == "a@b.example"


def test_references_are_ids_in_order() -> None:
    assert read(b"References: <a@x> <b@x>\n <c@x>\n\n", OURS).message.references == ("a@x", "b@x", "c@x")
    assert read(b"References: <a@x><b@x> junk <c@x\n\n", OURS).message.references == ("a@x", "b@x")
    assert read(b"References: junk\n\n", OURS).message.references == ()


def test_an_author_is_not_left_without_an_address() -> None:
    (author,) = read(b"From: Bank, Help Desk <x@evil.example>\n\n", OURS).message.from_
    assert (author.addr, author.name) == ("x@evil.example", "Bank, Help Desk")
    assert [one.addr for one in read(b"From: a@b.example, c@d.example\n\n", OURS).message.from_] == [
        "a@b.example",
        "c@d.example",
    ]
    assert read(b"From: Nobody\n\n", OURS).author.name == "Nobody"


def test_a_text_of_many_octets_is_bounded_in_every_part() -> None:
    part = b"--b\nContent-Type: text/html\n\n<p>" + b"words " * 9_000 + b"\n"
    found = read(b"Content-Type: multipart/mixed; boundary=b\n\n" + part * 30, OURS).message
    assert len(found.text) <= 65_536
