"""An Outlook message becomes one that any reader of RFC 5322 understands."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.connectors.files.outlook import is_outlook, to_rfc5322
from firstsight.errors import InputError
from tests.unit.connectors.files.compound import Tree, compound, octets, table, text

FILETIME = (1_057_049_557 + 11_644_473_600) * 10_000_000


def parse(tree: Tree) -> EmailMessage:
    """What the standard library reads from it."""
    raw = to_rfc5322(compound(tree), "a.msg")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    parsed = message_from_bytes(raw, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_the_transport_header_is_kept_and_mime_is_made_anew() -> None:
    header = (
        "Microsoft Mail Internet Headers Version 2.0\r\n"
        "Received: from a\r\n\tby b; Tue, 1 Jul 2003 10:52:37 +0200\r\nFrom: A <a@a.example>\nSubject: kept\r\n"
        "Content-Type: multipart/mixed;\r\n boundary=old\r\nX-Mailer: M\r\n\r\n"
    )
    mail = parse({**table(32), **text(0x7D, header), **text(0x37, "not this"), **text(0x1000, "hello\r\n")})
    assert mail.keys() == [
        "Received",
        "From",
        "Subject",
        "X-Mailer",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ]
    assert (mail["Subject"], mail.get_content_type(), mail.get_content()) == ("kept", "text/plain", "hello\r\n")


def test_without_a_transport_header_the_fields_are_made() -> None:
    def person(name: str, address: str, kind: int) -> Tree:
        return {**table(8, (0x0C15, 3, kind)), **text(0x3001, name), **text(0x39FE, address)}

    mail = parse(
        {
            **table(32, (0x0E06, 0x40, FILETIME)),
            **text(0x42, 'Jörg "J" Müller'),
            **text(0x5D02, "joerg@a.example"),
            **text(0x37, "Überweisung " * 12),
            **text(0x1035, "<1@a.example>"),
            "__recip_version1.0_#00000000": person('B "b"', "b@b.example", 1),
            "__recip_version1.0_#00000001": person("c@c.example", "c@c.example", 1),
            "__recip_version1.0_#00000002": person("D", "d@d.example", 2),
            "__recip_version1.0_#00000003": person("hidden", "e@e.example", 3),
            "__recip_version1.0_#00000004": person("Exchange only", "/O=X/CN=Y", 1),
        }
    )
    author = mail["From"].addresses[0]
    assert (author.display_name, author.addr_spec) == ('Jörg "J" Müller', "joerg@a.example")
    assert mail["Subject"] == ("Überweisung " * 12).strip()
    assert [a.addr_spec for a in mail["To"].addresses[:2]] == ["b@b.example", "c@c.example"]
    assert mail["To"].addresses[0].display_name == 'B "b"'
    assert [a.addr_spec for a in mail["Cc"].addresses] == ["d@d.example"]
    assert mail["Date"].datetime.timestamp() == 1_057_049_557
    assert mail["Message-ID"] == "<1@a.example>"
    assert "e@e.example" not in mail.as_string()


def attachment(content: bytes, texts: dict[int, str]) -> Tree:
    """An attachment of octets."""
    named = {name: value for prop, words in texts.items() for name, value in text(prop, words).items()}
    return {**table(8), **octets(0x3701, content), **named}


def test_text_html_attachments_and_messages_within_are_parts() -> None:
    inner = {**table(24), **text(0x37, "inner"), **text(0x5D01, "x@x.example"), **text(0x1000, "deep")}
    mail = parse(
        {
            **table(32, (0x3FFD, 3, 1252), (0x3FDE, 3, 65001)),
            **text(0x1000, "plain"),
            **octets(0x1013, "<p>Grüße</p>".encode()),
            "__attach_version1.0_#00000000": attachment(
                b"%PDF-" * 2000, {0x3707: "Rechnung für\r\nSie.pdf", 0x370E: "application/pdf"}
            ),
            "__attach_version1.0_#00000001": attachment(b"GIF89a", {0x3712: "logo@x", 0x370E: "image/gif"}),
            "__attach_version1.0_#00000002": {**table(8), "__substg1.0_3701000D": inner},
            "__attach_version1.0_#00000003": attachment(b"x", {0x370E: "multipart/evil\r\nX: y"}),
        }
    )
    types = [part.get_content_type() for part in mail.walk()]
    assert types == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
                     "image/gif", "message/rfc822", "text/plain", "application/octet-stream"]  # fmt: skip
    body = mail.get_body(("html",))
    assert body is not None
    assert body.get_content().strip() == "<p>Grüße</p>"
    pdf, gif, nested, other = list(mail.iter_parts())[1:]
    assert (pdf.get_filename(), pdf.get_content()) == ("Rechnung für Sie.pdf", b"%PDF-" * 2000)
    assert (gif["Content-ID"], gif.get_content_disposition()) == ("<logo@x>", "inline")
    assert nested.get_content()["Subject"] == "inner"
    assert nested.get_content()["From"].addresses[0].addr_spec == "x@x.example"
    assert "X" not in other


def test_messages_nested_without_end_are_cut() -> None:
    tree: Tree = {**table(24), **text(0x37, "bottom")}
    for level in range(8):
        attachment: Tree = {**table(8), "__substg1.0_3701000D": tree}
        tree = {**table(24), **text(0x37, f"level {level}"), "__attach_version1.0_#00000000": attachment}
    mail = parse({**tree, **table(32)})
    assert [part.get_content_type() for part in mail.walk()].count("message/rfc822") == 5


@given(st.dictionaries(st.sampled_from([0x37, 0x42, 0x5D02, 0x1035, 0x1042, 0x370E, 0x7D]), st.text(), max_size=7))
def test_no_value_breaks_out_of_its_field(values: dict[int, str]) -> None:
    tree: Tree = {**table(32)}
    for prop, value in values.items():
        tree |= {name: v.decode("utf-16-le", "replace").encode("utf-16-le") for name, v in safe(prop, value).items()}
    raw = to_rfc5322(compound(tree), "a.msg")
    header = raw[: raw.index(b"\r\n\r\n")]
    assert b"\r" not in header.replace(b"\r\n", b"")


def safe(prop: int, value: str) -> dict[str, bytes]:
    """A text property of text that UTF-16 can hold."""
    return text(prop, value.encode("utf-8", "replace").decode())


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_a_message_or_an_error_that_names_it(at: int, junk: bytes) -> None:
    whole = compound({**table(32), **text(0x37, "x"), **octets(0x1013, b"<p>" * 2000)})
    damaged = whole[:at] + junk + whole[at + len(junk) :]
    try:
        assert b"MIME-Version: 1.0\r\n" in to_rfc5322(damaged, "a.msg")
    except InputError as error:
        assert str(error).startswith("a.msg: not a readable Outlook message")  # noqa: PT017  # both ends are lawful


def test_a_cut_file_is_an_error_or_a_message() -> None:
    whole = compound({**table(32), **text(0x37, "x")})
    for cut in range(8, len(whole), 97):
        with pytest.raises(InputError, match=r"a\.msg: not a readable Outlook message"):
            to_rfc5322(whole[:cut], "a.msg")


def test_other_compound_files_are_told_apart() -> None:
    assert is_outlook(compound({**table(32)}))
    assert not is_outlook(compound({"WordDocument": b"x"}))
