"""Codes that are drawn with characters or cells become pictures that can be read."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside import File
from firstsight.mail.inside.blocks import codes_in_markup, codes_in_text
from firstsight.mail.inside.image import open_image

URL = "https://evil.example/drawn"


def modules() -> list[list[bool]]:
    """Dark modules of a code, row by row."""
    made = zxingcpp.create_barcode(URL, zxingcpp.BarcodeFormat.QRCode)
    return [[bool(value < 128) for value in row] for row in np.array(made.to_image(scale=1))]


def drawn_full() -> str:
    return "\n".join("".join("██" if dark else "  " for dark in row).rstrip() for row in modules())


def drawn_half() -> str:
    rows = [*modules(), [False] * len(modules()[0])]
    marks = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
    pairs = zip(rows[::2], rows[1::2], strict=False)
    return "\n".join("".join(marks[pair] for pair in zip(*two, strict=True)).rstrip() for two in pairs)


def links(file: File | None) -> list[str]:
    assert file is not None
    return [href for href, _, _ in open_image.open(file).links]


@pytest.mark.parametrize("drawn", [drawn_full, drawn_half])
def test_a_code_in_characters_is_read(drawn: object) -> None:
    assert links(codes_in_text("Scan this:\n\n" + drawn() + "\n\nThanks")) == [URL]  # type: ignore[operator]  # a function


def test_a_code_in_cells_of_a_table_is_read() -> None:
    cells = (
        "".join(f'<td bgcolor="{"#000" if dark else "#fff"}" width=4 height=4></td>' for dark in row)
        for row in modules()
    )
    markup = "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    assert links(codes_in_markup(markup)) == [URL]


def test_rules_and_bars_are_no_code() -> None:
    assert codes_in_text("█" * 40) is None
    assert codes_in_text("Progress: ▓▓▓▓░░░ 60 %") is None
    assert codes_in_markup("<table><tr><td>1</td></tr></table>") is None


@given(st.text(st.sampled_from("█▀▄ \n▓x<td>"), max_size=3_000))
def test_any_drawing_gives_an_answer(text: str) -> None:
    codes_in_text(text)
    codes_in_markup(text)
