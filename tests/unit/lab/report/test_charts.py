from __future__ import annotations

import math
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.lab.report.charts import Mark, Series, bars, ceiling, lines, meter

VALUES = st.lists(st.floats(0, 1e6), max_size=80)


@given(st.floats(1e-9, 1e12))
def test_the_axis_ends_above_the_highest_value_and_has_up_to_four_round_values(highest: float) -> None:
    top, grid = ceiling(highest)
    assert top >= highest
    assert 1 <= len(grid) <= 4 or highest < 1e-8
    assert grid == sorted(grid)


@given(VALUES, VALUES)
def test_bars_are_well_formed_whatever_the_values(one: list[float], two: list[float]) -> None:
    size = min(len(one), len(two))
    drawn = bars([Series("a", "c1", one[:size]), Series("b", "c2", two[:size])], [Mark(0.5, "x")], "l", str, 3.0)
    assert ET.fromstring(str(drawn)).tag == "svg"


def test_stacked_bars_stand_on_each_other() -> None:
    drawn = str(bars([Series("a", "c1", [50.0]), Series("b", "c2", [50.0])], [], "l", str))
    lower, upper = (path.get("d") or "" for path in ET.fromstring(drawn).iter("path"))
    assert lower.startswith("M1.5 100.00h")
    assert float(upper[1:].split("h")[0].split()[1]) == pytest.approx(100 - 50 / 1.12, abs=0.01)


def test_a_gap_in_a_line_lifts_the_pen() -> None:
    drawn = str(lines([Series("a", "l1", [1.0, math.nan, 2.0])], [], "l", str))
    assert drawn.count("M") == 2
    assert "nan" not in drawn


def test_labels_are_escaped() -> None:
    drawn = str(bars([Series("a", "c1", [1.0])], [Mark(0.5, "<b>")], '"><script>', str))
    assert "<script>" not in drawn
    assert "<b>" not in drawn


def test_nothing_to_draw_is_still_a_chart() -> None:
    assert "<svg" in bars([], [], "l", str)
    assert "<svg" in lines([], [], "l", str)


def test_a_meter_is_as_long_as_its_share() -> None:
    assert 'width="25.0%"' in meter(1, 4)
    assert 'width="0%"' in meter(0, 0)
