"""How many slips of the keys lie between two words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.likeness.spelling import LONG_WORD, SHORTEST_WORD, allowed, slips, without_one

WORDS = st.text(alphabet="abc", max_size=9)


def distance(first: str, second: str) -> int:
    """Optimal string alignment by its definition, the whole table."""
    table = [[row + column for column in range(len(second) + 1)] for row in range(len(first) + 1)]
    for row in range(1, len(first) + 1):
        for column in range(1, len(second) + 1):
            wrong = first[row - 1] != second[column - 1]
            best = min(table[row - 1][column] + 1, table[row][column - 1] + 1, table[row - 1][column - 1] + wrong)
            if row > 1 and column > 1 and first[row - 2 : row] == second[column - 2 : column][::-1]:
                best = min(best, table[row - 2][column - 2] + 1)
            table[row][column] = best
    return table[-1][-1]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("partner", 0),
        ("partners", 1),
        ("partne", 1),
        ("partnet", 1),
        ("partnre", 1),
        ("aprtner", 1),
        ("paartnerr", 2),
        ("aprtnre", 2),
        ("company", 3),
        ("partnership", 3),
        ("", 3),
    ],
)
def test_each_slip_counts_and_more_than_the_most_is_one_more(word: str, count: int) -> None:
    assert slips(word, "partner", 2) == slips("partner", word, 2) == count


@given(WORDS, WORDS, st.integers(0, 3))
def test_slips_are_those_of_the_whole_table_up_to_the_most(first: str, second: str, most: int) -> None:
    assert slips(first, second, most) == min(distance(first, second), most + 1)


@given(WORDS, WORDS)
def test_words_one_slip_apart_share_a_shortened_form(first: str, second: str) -> None:
    if distance(first, second) <= 1:
        assert without_one(first) & without_one(second)


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_words_make_it_fail(first: str, second: str) -> None:
    most = allowed(first, second)
    assert 0 <= slips(first, second, most) <= most + 1
    assert len(without_one(first)) <= len(first) + 1


def test_the_shorter_word_says_how_many_slips_are_allowed() -> None:
    short, middle, long = "a" * (SHORTEST_WORD - 1), "a" * SHORTEST_WORD, "a" * LONG_WORD
    assert [allowed(short, long), allowed(middle, long), allowed(long, long)] == [0, 1, 2]
    assert allowed(long, short) == allowed(short, long)
