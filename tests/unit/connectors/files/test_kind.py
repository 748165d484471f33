"""The octets say what a file is, whatever its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.connectors.files.kind import Kind, kind_of
from tests.unit.connectors.files.compound import compound
from tests.unit.connectors.files.writing import mail, mbox, packed


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", Kind.EMPTY),
        (packed(b"x"), Kind.GZIP),
        (compound({}), Kind.OUTLOOK),
        (mbox([mail(1)]), Kind.MBOX),
        (mail(1), Kind.MESSAGE),
        (b"\xef\xbb\xbf" + mail(1), Kind.MESSAGE),
        (b"X-Spam: no\r\nX-Y: z\r\nreceived: x\r\n", Kind.MESSAGE),
        (b"title: a recipe\nserves: 4\n", Kind.OTHER),
        (b"From here it is far.\n", Kind.OTHER),
        (b"PK\3\4", Kind.OTHER),
        (b"Subject: x\n\0", Kind.OTHER),
    ],
)
def test_content_decides(head: bytes, kind: Kind) -> None:
    assert kind_of(head) is kind


@given(st.binary(max_size=200))
def test_any_octets_are_of_some_kind(head: bytes) -> None:
    assert kind_of(head) in Kind
