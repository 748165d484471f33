"""Transfer encodings."""

from __future__ import annotations

import binascii
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.text.transfer import decode_transfer, uudecode


@given(st.binary(max_size=300))
def test_what_was_encoded_comes_back(octets: bytes) -> None:
    assert decode_transfer(binascii.b2a_base64(octets), "base64") == octets
    assert decode_transfer(quopri.encodestring(octets), "quoted-printable").rstrip(b"\r\n") == octets.rstrip(b"\r\n")
    lines = b"".join(binascii.b2a_uu(octets[at : at + 45]) for at in range(0, len(octets), 45))
    assert uudecode(b"text\nbegin 644 f\n" + lines + b"`\nend\nmore") == octets


@given(st.binary(max_size=200), st.sampled_from(["", "7bit", "base64", "quoted-printable", "x-uuencode", "x-what"]))
def test_any_octets_decode_under_any_encoding(octets: bytes, encoding: str) -> None:
    assert isinstance(decode_transfer(octets, encoding), bytes)


@pytest.mark.parametrize(
    ("body", "encoding", "octets"),
    [
        (b"a= \nb", "quoted-printable", b"ab"),
        (b"a=zz=3D=", "quoted-printable", b"a=zz="),
        (b"as it is", "x-unknown", b"as it is"),
        (b"begin 644 f\n#86)C \nend", "uue", b"abc"),
        (b"no file", "uuencode", b"no file"),
    ],
)
def test_junk_is_skipped(body: bytes, encoding: str, octets: bytes) -> None:
    assert decode_transfer(body, encoding) == octets
