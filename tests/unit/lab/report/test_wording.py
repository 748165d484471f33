from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.lab.report.wording import (
    clean,
    count,
    date,
    defang,
    minute,
    odds,
    percent,
    plural,
    share,
    small,
    span,
)


@given(st.text(max_size=400), st.integers(2, 80))
def test_what_is_cleaned_is_one_short_visible_line(text: str, most: int) -> None:
    line = clean(text, most)
    assert len(line) <= most
    assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")]
    assert line == line.strip()


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\u200f", "\x1b", "\x00", "\ufeff", "\U000e0041"])
def test_nothing_invisible_or_turning_is_left(hidden: str) -> None:
    assert clean(f"a{hidden}b") == "ab"


def test_a_tower_of_marks_is_cut() -> None:
    assert len(clean("a" + "\u0301" * 40)) == 3


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("evil.example", "evil[.]example"),
        ("HTTP://Evil.Example/a.b", "hxxP://Evil[.]Example/a.b"),
        ("x@a.b.evil.test", "x@a[.]b[.]evil[.]test"),
        ("bücher.example", "bücher[.]example"),
        ("ana@ours.example", "ana@ours.example"),
        ("a.b.c@ours.example and d.e@x.test", "a.b.c@ours.example and d.e@x[.]test"),
        ("pdf.zip@evil.zip or x.zip", "pdf.zip@evil[.]zip or x.zip"),
        ("from 192.0.2.7.", "from 192[.]0[.]2[.]7."),
        ("from 192.0.2.7 on", "from 192[.]0[.]2[.]7 on"),
        ("wiki.ours.example", "wiki.ours.example"),
        ("notours.example", "notours[.]example"),
        ("ours.example.evil.test", "ours[.]example[.]evil[.]test"),
        ("report.pdf, 3.5 and 2.4e-6", "report.pdf, 3.5 and 2.4e-6"),
    ],
)
def test_foreign_hosts_are_broken_and_own_ones_are_not(text: str, shown: str) -> None:
    assert defang(text, {"ours.example"}) == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (8, 1000, "0.80"),
        (41, 1000, "4.1"),
        (50, 100, "50"),
        (989, 1000, "98.9"),
        (9999, 10_000, "99.99"),
        (3, 3, "100"),
    ],
)
def test_a_share_has_the_digits_that_matter(part: int, whole: int, shown: str) -> None:
    assert percent(part, whole) == f"{shown}\u00a0%"


def test_a_share_is_never_rounded_to_all_or_nothing() -> None:
    assert percent(999_999, 1_000_000) == "99.99\u00a0%"
    assert percent(0, 0) == "0\u00a0%"


def test_numbers_and_times_are_written_for_people() -> None:
    assert count(1234567.4) == "1,234,567"
    assert odds(3.2e-5) == "1 in 31,000"
    assert odds(1e-12) == "under 1 in a million"
    assert (small(2.44e-6), small(0.0314)) == ("2.4e-6", "0.031")
    assert share(0.041) == "4.1\u00a0%"
    assert (plural(1, "message"), plural(2, "person", "people")) == ("1\u00a0message", "2\u00a0people")
    assert date(20_090) == "2\u00a0Jan\u00a02025"
    assert minute(20_090 * 86_400 + 29_000) == "2\u00a0Jan\u00a02025, 08:03"
    assert [span(days) for days in (1, 14, 90, 366, 1000)] == [
        "one day",
        "14 days",
        "3 months",
        "one year",
        "2.7 years",
    ]
