"""The size that a header claims is read without decoding."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from firstsight.mail.content.dimensions import dimensions


@pytest.mark.parametrize("form", ["PNG", "GIF", "JPEG", "BMP", "WEBP", "TIFF"])
@pytest.mark.parametrize("size", [(1, 1), (640, 24), (37, 500)])
def test_what_a_writer_wrote_is_read(form: str, size: tuple[int, int]) -> None:
    out = BytesIO()
    Image.new("RGB", size).save(out, form)
    assert dimensions(out.getvalue()) == size


def test_other_files_have_none() -> None:
    assert dimensions(b"%PDF-1.7") is None
    assert dimensions(b"") is None


@given(
    st.binary(max_size=200),
    st.sampled_from([b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8", b"BM", b"II*\0", b"RIFF1234WEBP"]),
)
def test_any_octets_give_an_answer(octets: bytes, magic: bytes) -> None:
    found = dimensions(magic + octets)
    assert found is None or len(found) == 2
