"""The MIME tree."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.fields import body_offset, read_fields
from firstsight.mail.mime import MAX_DECODED, MAX_DEPTH, MAX_PARTS, Leaf, Tree


def tree(raw: bytes) -> Tree:
    """The tree of a whole message."""
    stop, body = body_offset(raw)
    found = Tree()
    found.walk(read_fields(raw[:stop]), Leaf(raw, body, len(raw)))
    return found


def contents(raw: bytes) -> list[bytes]:
    """The decoded leaves."""
    return [leaf.octets() for leaf in tree(raw).leaves]


MIXED = b"Content-Type: multipart/mixed; boundary=b\n\n"


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_parts_are_cut_at_their_delimiters_whatever_the_line_end(end: bytes) -> None:
    raw = (MIXED + b"preamble\n--b\n\none\n--b \nA: b\n\ntwo\n\n--b--\nepilogue\n").replace(b"\n", end)
    assert contents(raw) == [b"one", b"two" + end]


@pytest.mark.parametrize(
    ("raw", "parts", "defect"),
    [
        (MIXED + b"--b\n\none", [b"one"], "multipart without its closing boundary"),
        (MIXED + b"--c\nContent-Type: text/plain\n\none\n--c--\n", [b"one"], "multipart boundary guessed"),
        (
            b"Content-Type: multipart/mixed\n\n--c\nContent-Type: a/b\n\none\n--c--",
            [b"one"],
            "multipart boundary guessed",
        ),
        (MIXED + b"only words", [b"only words"], "multipart without parts read as text"),
        (b"Content-Type: nonsense\n\nwords", [b"words"], "Content-Type 'nonsense' read as text"),
    ],
)
def test_broken_boundaries_are_told_and_read(raw: bytes, parts: list[bytes], defect: str) -> None:
    assert contents(raw) == parts
    assert defect in tree(raw).defects


def test_a_line_that_only_begins_like_the_delimiter_is_text() -> None:
    assert contents(MIXED + b"--b\n\none\n--bc\nx--b\ntwo\n--b--") == [b"one\n--bc\nx--b\ntwo"]


@pytest.mark.parametrize("value", [b"", b";", b" ; x", b"what ever"])
def test_an_encoding_that_is_none_leaves_the_octets_alone(value: bytes) -> None:
    assert contents(b"Content-Transfer-Encoding:" + value + b"\n\nwords=3D") == [b"words=3D"]


def test_attached_messages_are_opened_and_stay() -> None:
    raw = b"Content-Type: message/rfc822\n\nSubject: inner\nContent-Type: text/html\n\n<p>"
    outer, inner = tree(raw).leaves
    assert (outer.kind, outer.name, outer.level) == ("message/rfc822", "inner.eml", 0)
    assert (inner.kind, inner.level, inner.octets()) == ("text/html", 1, b"<p>")


def test_an_encoded_attached_message_is_opened_too() -> None:
    raw = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(b"A: b\n\ninner")
    assert tree(raw).leaves[1].octets() == b"inner"


def test_encoded_messages_inside_each_other_are_bounded_and_told() -> None:
    raw = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n" * 5 + b"x" * 9_000_000
    assert len(tree(raw).leaves) == 4
    assert f"encoded attached messages beyond {MAX_DECODED} octets not opened" in tree(raw).defects


def test_the_default_inside_a_digest_is_a_message() -> None:
    assert [
        leaf.kind for leaf in tree(b"Content-Type: multipart/digest; boundary=b\n\n--b\n\nA: b\n\nx\n--b--").leaves
    ] == [
        "message/rfc822",
        "text/plain",
    ]


def test_the_shape_tells_nesting() -> None:
    raw = MIXED + b"--b\nContent-Type: text/html\n\nx\n--b\n\nContent\n--b--"
    assert tree(raw).shape == ["multipart/mixed", "(", "text/html", "text/plain", ")"]


def test_bombs_of_parts_and_of_depth_are_bounded_and_told() -> None:
    wide = tree(MIXED + b"--b\n\nx\n" * 5_000)
    assert len(wide.leaves) == MAX_PARTS
    assert f"more than {MAX_PARTS} parts, the rest is left out" in wide.defects
    deep = tree(b"Content-Type: message/rfc822\n\n" * 500)
    assert len(deep.leaves) == MAX_DEPTH + 1
    assert f"containers deeper than {MAX_DEPTH} not opened" in deep.defects
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(500)
    )
    assert f"containers deeper than {MAX_DEPTH} not opened" in tree(nested).defects


@given(
    st.lists(
        st.sampled_from([b"--b", b"--b--", b"\n", b"\r\n", b"x", b"--", b"Content-Type: text/html", b" "]), max_size=30
    )
)
def test_leaves_lie_inside_the_message_in_order(pieces: list[bytes]) -> None:
    raw = MIXED + b"".join(pieces)
    position = 0
    for leaf in tree(raw).leaves:
        assert position <= leaf.start <= max(leaf.end, leaf.start)
        assert leaf.end <= len(raw)
        position = leaf.start
