"""Rows come back in the order of delivery, and the time of a message is the best that is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.connectors.files.index import Index, Row, time_of
from firstsight.errors import UnavailableError
from tests.unit.connectors.files.writing import NOON

RECEIVED = b"Received: by b; Tue, 1 Jul 2003 12:00:00 +0000\n"
DATE = b"Subject: x\nDate: Tue, 1 Jul\n 2003 12:00:05 +0000\n"


@pytest.mark.parametrize(
    ("block", "from_line", "time"),
    [
        (RECEIVED + DATE, 1, NOON),
        (DATE, NOON + 3, NOON + 3),
        (DATE, None, NOON + 5),
        (b"Date: never\n", None, 7),
        (b"", None, 7),
    ],
)
def test_the_best_known_time_counts(block: bytes, from_line: int | None, time: int) -> None:
    assert time_of(block, from_line, 7) == time


@given(st.lists(st.lists(st.integers(-5, 5), max_size=8), max_size=4))
def test_rows_come_in_order_of_time_then_source_then_offset(
    tmp_path_factory: pytest.TempPathFactory, times: list[list[int]]
) -> None:
    index = Index(tmp_path_factory.mktemp("index") / "i")
    for source, own in enumerate(times):
        index.add(source, [Row(time, offset, 10) for offset, time in enumerate(own)])
    expected = sorted((t, s, o) for s, own in enumerate(times) for o, t in enumerate(own))
    assert [(row.time, source, row.offset) for source, row in index.rows()] == expected
    assert index.totals() == {s: (len(own), 10 * len(own)) for s, own in enumerate(times) if own}
    index.close()


def test_names_that_are_no_text_come_back_and_order_files(tmp_path: Path) -> None:
    index = Index(tmp_path / "i")
    index.add(0, [Row(1, 0, 1, name, 5) for name in (b"\xff", b"b", b"a")])
    assert [row.name for _, row in index.rows()] == [b"a", b"b", b"\xff"]
    index.close()
    assert not (tmp_path / "i").exists()


def test_rows_before_an_error_stay(tmp_path: Path) -> None:
    def failing() -> Iterator[Row]:
        yield Row(1, 0, 1)
        raise OSError("gone")

    index = Index(tmp_path / "i")
    with pytest.raises(OSError, match="gone"):
        index.add(0, failing())
    index.add(1, [Row(0, 0, 1)])
    assert [source for source, _ in index.rows()] == [1, 0]
    index.close()


def test_a_spool_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError):
        Index(tmp_path / "none" / "i")
