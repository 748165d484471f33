from __future__ import annotations

import email
from random import Random

import pytest

from firstsight.lab.world.cast import Origin
from firstsight.lab.world.octets.letter import MAILERS, Letter, button_page, new_id, octets
from firstsight.lab.world.octets.mime import Part

SERVER = Origin("2001:db8:1::25", "mail.x.example", "x.example")


def letter(mailer: str = "outlook", origin: Origin = SERVER, parts: tuple[Part, ...] = ()) -> Letter:
    return Letter(
        time=1735804800,
        sender=("Élodie Faure", "elodie@x.example"),
        to=(("Bo", "bo@y.example"), ("Cy", "cy@y.example")),
        subject="Prüfbericht",
        text="guten Tag",
        parts=parts,
        message_id=new_id(Random(1), mailer, "x.example"),
        mailer=mailer,
        origin=origin,
    )


@pytest.mark.parametrize("mailer", MAILERS)
def test_every_program_writes_the_fields_that_a_mail_must_have(mailer: str) -> None:
    message = email.message_from_bytes(octets(letter(mailer), "y.example"))
    assert all(message[field] for field in ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version"))


def test_programs_differ_in_the_order_of_their_fields() -> None:
    orders = {tuple(email.message_from_bytes(octets(letter(mailer), "y.example")).keys()) for mailer in MAILERS}
    assert len(orders) == len(MAILERS)


def test_the_trace_names_the_server_that_handed_it_over() -> None:
    message = email.message_from_bytes(octets(letter(), "y.example"))
    assert message["X-Envelope-To"] == "bo@y.example, cy@y.example"
    assert "mail.x.example [IPv6:2001:db8:1::25]" in message["Received"]
    assert "dkim=pass header.d=x.example" in message["Authentication-Results"]


def test_an_authenticated_user_is_named_and_nothing_is_signed() -> None:
    raw = octets(letter(origin=Origin("192.0.2.7", "", user="elodie@x.example")), "x.example")
    message = email.message_from_bytes(raw)
    assert "Authenticated sender: elodie@x.example" in message["Received"]
    assert message["DKIM-Signature"] is None


def test_pictures_are_related_and_files_are_mixed() -> None:
    parts = (Part("l.png", "image/png", b"p", inline=True), Part("a.pdf", "application/pdf", b"%PDF"))
    types = [
        part.get_content_type() for part in email.message_from_bytes(octets(letter(parts=parts), "y.example")).walk()
    ]
    assert types == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
        "application/pdf",
    ]  # fmt: skip


@pytest.mark.parametrize("mailer", MAILERS)
def test_an_id_is_at_its_domain(mailer: str) -> None:
    assert new_id(Random(3), mailer, "x.example").endswith("@x.example")


def test_a_button_page_escapes_what_it_shows() -> None:
    page = button_page(["<script>"], "Go & see", 'https://x.example/"', "Brand")
    assert "<script>" not in page
    assert "Go &amp; see" in page
    assert "https://x.example/&quot;" in page
