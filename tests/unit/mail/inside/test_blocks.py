"""Codes that are drawn with characters or cells become pictures that can be read."""

from __future__ import annotations

import time

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


def drawn_light() -> str:
    """Light modules drawn, as for a dark terminal, without a margin."""
    rows = [row[4:-4] for row in modules()[4:-4]]
    return "\n".join("".join("  " if dark else "██" for dark in row) for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        drawn_light(),
        drawn_full().replace("██", "⬛").replace("  ", "⬜"),
        drawn_half().replace(" ", "\u00a0"),
        drawn_half().replace("\n", "\r\n\r\n"),
        "Hello\n" + "\n".join(f"      {line}" for line in drawn_half().split("\n")) + "\n▀ Jane",
    ],
    ids=["light", "emoji", "no-break", "double-spaced", "indented"],
)
def test_a_code_is_read_in_whatever_characters(text: str) -> None:
    assert links(codes_in_text(text)) == [URL]


@pytest.mark.parametrize(
    "markup",
    [
        f"<pre style='line-height:1'>{drawn_half()}</pre>",
        "<div>" + drawn_full().replace(" ", "&nbsp;").replace("█", "&#9608;").replace("\n", "<br>") + "</div>",
        "".join(f"<div><span>{line}</span></div>" for line in drawn_half().split("\n")),
    ],
    ids=["preformatted", "written-out", "divisions"],
)
def test_a_code_in_characters_of_a_page_is_read(markup: str) -> None:
    assert links(codes_in_markup(f"<html><p>Scan</p>{markup}</html>")) == [URL]


def test_two_codes_are_both_read() -> None:
    assert links(codes_in_text(f"{drawn_full()}\nor\n{drawn_half()}")) == [URL]
    file = codes_in_text(f"{drawn_full()}\nor\n{drawn_half()}")
    one = codes_in_text(drawn_full())
    assert file
    assert one
    assert len(file.octets) > len(one.octets)


@pytest.mark.parametrize(
    "text",
    [
        "█" * 1_000_000,
        ("█" * 900 + "\n") * 1_000,
        ("█ " * 10 + "\n") * 50_000,
        "█\n" * 500_000,
        "█" + "<div " * 190_000,
        "█" + "<" * 1_000_000,
        "&#9608;" * 140_000,
        "<table>" * 140_000 + "<td" * 300,
        ("<table><tr>" + "<td>" * 500) * 500,
        "<td " + "bgcolor=" * 120_000 + "<td" * 300,
        "<table><tr>" + "<td colspan=999>" * 60_000,
        "<td background:#" * 60_000,
    ],
)
def test_a_hostile_text_takes_time_in_proportion(text: str) -> None:
    start = time.process_time()
    codes_in_text(text)
    codes_in_markup(text)
    assert time.process_time() - start < 2.0


def test_rules_and_bars_are_no_code() -> None:
    assert codes_in_text("█" * 40) is None
    assert codes_in_text("Progress: ▓▓▓▓░░░ 60 %") is None
    assert codes_in_markup("<table><tr><td>1</td></tr></table>") is None


@given(st.text(st.sampled_from("█▀▄ \n▓x<td>"), max_size=3_000))
def test_any_drawing_gives_an_answer(text: str) -> None:
    codes_in_text(text)
    codes_in_markup(text)
