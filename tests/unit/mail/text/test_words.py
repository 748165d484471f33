"""Charsets, encoded words and parameters."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.text.words import MAX_PARAMETERS, base64_octets, codec_of, decode_words, parameters, to_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain words", "plain words"),
        ("=?UTF-8?Q?caf=C3=A9?=", "café"),
        ("=?iso-8859-1?B?Y2Fm6Q==?= ol=?utf-8?q?=C3=A9?=", "café olé"),
        ("=?utf-8*fr?Q?caf=C3=A9?=", "café"),
        ("=?utf-8?Q?a_b?=  =?utf-8?Q?c?=", "a bc"),
        ("=?utf-8?Q?a b?=", "a b"),
        ("=?utf-8?B?Y2Fm?", "caf"),
        ("=?utf-8?B?YWJj", "abc"),
        ("=?x-martian?Q?caf=E9?=", "café"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("=?utf-8?B?Y2Fmw6", "caf\ufffd"[:3] + "Ã"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
    ],
)
def test_encoded_words_are_decoded_as_far_as_they_go(value: str, text: str) -> None:
    assert decode_words(value) == text


@given(st.text(max_size=60).filter(lambda text: "=?" not in text))
def test_a_character_split_over_two_words_comes_out_whole(text: str) -> None:
    octets = text.encode("utf-8", "replace")
    for cut in range(len(octets) + 1):
        words = [f"=?utf-8?B?{base64.b64encode(half).decode()}?=" for half in (octets[:cut], octets[cut:])]
        assert decode_words(" ".join(words)) == octets.decode("utf-8")


@pytest.mark.parametrize(
    "charset", ["zlib", "hex", "idna", "punycode", "unicode_escape", "rot13", "nonsense", "\0", ""]
)
def test_codecs_that_are_no_charset_are_never_used(charset: str) -> None:
    assert codec_of(charset) == ""
    assert to_text(b"78", charset) == "78"


@given(
    st.binary(max_size=200), st.sampled_from(["", "utf-8", "us-ascii", "gb2312", "utf-7", "utf-16", "iso-2022-jp", "x"])
)
def test_any_octets_are_text_in_any_charset(octets: bytes, charset: str) -> None:
    assert isinstance(to_text(octets, charset), str)


@given(st.binary(max_size=400), st.integers(1, 76))
def test_base64_survives_junk_between_its_letters(octets: bytes, width: int) -> None:
    encoded = base64.b64encode(octets)
    lines = b"!\r\n".join(encoded[at : at + width] for at in range(0, len(encoded), width))
    assert base64_octets(lines) == octets


@given(st.lists(st.binary(min_size=1, max_size=20), max_size=6))
def test_base64_goes_on_after_an_early_padding(pieces: list[bytes]) -> None:
    assert base64_octets(b"\n".join(base64.b64encode(piece) for piece in pieces)) == b"".join(pieces)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("TEXT/Plain", ("text/plain", {})),
        ('text/plain; Charset = "utf-8" ; format', ("text/plain", {"charset": "utf-8"})),
        ('a/b; name="x;y=\\"z\\""', ("a/b", {"name": 'x;y="z"'})),
        ('a/b; name="C:\\dir\\x.pdf"', ("a/b", {"name": "C:\\dir\\x.pdf"})),
        ("a/b; name*=iso-8859-1'fr'caf%E9.txt", ("a/b", {"name": "café.txt"})),
        ('a/b; n*1="b"; n*0="a"; n*2*=%C3%A9', ("a/b", {"n": "abé"})),
        ("a/b; name==?utf-8?q?caf=C3=A9?=", ("a/b", {"name": "café"})),
        ('a/b; name="unclosed; charset=x', ("a/b", {"name": "unclosed", "charset": "x"})),
        ("a/b; x=1; x=2", ("a/b", {"x": "1"})),
    ],
)
def test_parameters_are_read_whatever_their_form(value: str, read: tuple[str, dict[str, str]]) -> None:
    assert parameters(value) == read


def test_the_number_of_parameters_is_bounded() -> None:
    assert len(parameters("a/b" + "".join(f"; x{number}=1" for number in range(500)))[1]) == MAX_PARAMETERS
