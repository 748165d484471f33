"""What a scenario found: one number that answers its question, and the rows behind it."""

from __future__ import annotations

from msgspec import Struct

from firstsight.lab.quality.bounds import Share


class Row(Struct, frozen=True):
    """One line: what it is of, and a share for each column of the table."""

    name: str
    shares: tuple[Share, ...]
    scores: tuple[float, ...] = ()
    """The mean score beside each share, in nats; empty where it is not told."""


class Table(Struct, frozen=True):
    """The answer to one question."""

    question: str
    answer: str
    """The number in a sentence."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def text(name: str, table: Table) -> str:
    """The table as plain text."""
    wide = max([14, *(len(row.name) + 1 for row in table.rows)])
    cells = [[_told(row, number) for number in range(len(table.columns))] for row in table.rows]
    widths = [
        max(len(cell) + 3 for cell in (title, *column)) for title, *column in zip(table.columns, *cells, strict=True)
    ]
    lines = [f"{name}: {table.question}", table.answer]
    for title, row in (("", table.columns), *zip((row.name for row in table.rows), cells, strict=True)):
        lines.append(f"{title:{wide}}" + "".join(f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True)))
    return "\n".join(lines)


def _told(row: Row, number: int) -> str:
    """9 of 16, 56 % [30, 80]; nothing where there was nothing to count."""
    share = row.shares[number]
    if not share.whole:
        return "-"
    low, high = 100 * share.low, 100 * share.high
    digits = 0 if share.whole < 400 else 1
    rate = f"{share.part:,} of {share.whole:,}, {100 * share.value:.{digits}f} % [{low:.{digits}f}, {high:.{digits}f}]"
    return f"{rate}, {row.scores[number]:+.1f}" if row.scores else rate
