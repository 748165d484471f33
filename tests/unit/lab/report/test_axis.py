from __future__ import annotations

import pytest

from firstsight.lab.report.axis import marks


@pytest.mark.parametrize("days", [0, 1, 7, 44, 45, 120, 365, 400, 800, 2600, 20_000])
def test_labels_are_few_inside_and_in_order(days: int) -> None:
    found = marks(range(20_090, 20_090 + days))
    assert len(found) <= 13
    assert [mark.at for mark in found] == sorted(mark.at for mark in found)
    assert all(0 <= mark.at <= 1 for mark in found)
    assert bool(found) is bool(days)


def test_the_unit_follows_the_length() -> None:
    assert marks(range(20_090, 20_100))[0].label == "2 Jan"
    assert [mark.label for mark in marks(range(20_089, 20_089 + 100))] == ["Jan", "Feb", "Mar", "Apr"]
    assert marks(range(20_089, 20_089 + 2000))[0].label == "2025"


def test_a_small_chart_has_fewer() -> None:
    assert len(marks(range(20_090, 20_090 + 365), most=6)) <= 6
