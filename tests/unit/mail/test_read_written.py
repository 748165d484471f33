"""What was read can be written: the log, the lines and the report take every text that `read` gives."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.errors import InputError
from firstsight.mail.read import read
from firstsight.model import EmailActivity, Perimeter

PERIMETER = Perimeter(frozenset({"corp.example"}))
HEAD = (
    b"From: =?utf-7?q?+2AA-?= <a@b.example>\nSubject: =?%s?q?%s?=\n"
    b"Content-Type: text/%s; charset=%s; name*=%s''%s\n\n%s"
)


def written(raw: bytes) -> EmailActivity | None:
    """The mail after it was written and read back."""
    try:
        event = read(raw, PERIMETER)
    except InputError:
        return None
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(event), type=EmailActivity) == event
    return event


@pytest.mark.parametrize("charset", [b"utf-7", b"utf-16", b"utf-16-le", b"utf-32", b"unicode_escape", b"cesu-8", b"hz"])
@pytest.mark.parametrize("kind", [b"plain", b"html"])
def test_half_a_surrogate_pair_is_no_text(charset: bytes, kind: bytes) -> None:
    for octets in (b"+2AA-", b"\x00\xd8", b"\xd8\x00", b"\xed\xa0\x80", b"\\ud800", b"&#xD800;", b"&#55296;"):
        assert written(HEAD % (charset, octets, kind, charset, charset, octets, octets)) is not None


@given(st.sampled_from([b"utf-7", b"utf-16", b"utf-8", b"x"]), st.binary(max_size=60), st.binary(max_size=200))
def test_any_octets_in_any_charset_can_be_written(charset: bytes, short: bytes, body: bytes) -> None:
    written(HEAD % (charset, short, b"html", charset, charset, short, body))
