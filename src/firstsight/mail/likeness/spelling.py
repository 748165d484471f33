"""How many slips of the keys lie between two words.

Source: Damerau, "A technique for computer detection and correction of spelling errors", CACM 1964: a letter too many,
one missing, one wrong, or two neighbours swapped (optimal string alignment: no letter is touched twice).
"""

from __future__ import annotations

SHORTEST_WORD, LONG_WORD = 5, 10
"""Words of so many letters are misspelt with one slip, and with up to two. Shorter ones are too dense: most words of
four letters are one slip away from another word.
"""


def allowed(first: str, second: str) -> int:
    """How many slips make one of two words a misspelling of the other, by the shorter one: 0, 1 or 2."""
    shorter = min(len(first), len(second))
    return 0 if shorter < SHORTEST_WORD else 1 if shorter < LONG_WORD else 2


def slips(first: str, second: str, most: int) -> int:
    """The number of slips between two words, `most` + 1 if there are more; O(most * length).

    >>> slips("partner", "partner", 2), slips("partner", "partnre", 2), slips("partner", "parrtnner", 2)
    (0, 1, 2)
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    start, shorter = 0, min(len(first), len(second))
    while start < shorter and first[start] == second[start]:
        start += 1
    end = 0
    while end < shorter - start and first[-1 - end] == second[-1 - end]:
        end += 1
    return _aligned(first[start : len(first) - end], second[start : len(second) - end], most)


def _aligned(first: str, second: str, most: int) -> int:
    """As `slips`, by rows of a band of width 2 * most + 1."""
    if not first or not second:
        return min(len(first) + len(second), most + 1)
    beyond = most + 1
    before: list[int] = []
    above = [min(column, beyond) for column in range(len(second) + 1)]
    for row, letter in enumerate(first, 1):
        here = [beyond] * (len(second) + 1)
        here[0] = min(row, beyond)
        for column in range(max(1, row - most), min(len(second), row + most) + 1):
            other = second[column - 1]
            best = min(above[column - 1] + (letter != other), above[column] + 1, here[column - 1] + 1)
            if row > 1 and column > 1 and letter == second[column - 2] and other == first[row - 2]:
                best = min(best, before[column - 2] + 1)
            here[column] = min(best, beyond)
        if min(here) > most:
            return beyond
        before, above = above, here
    return above[-1]


def without_one(word: str) -> set[str]:
    """The word and all that is left of it when one letter is missing.

    Two words that are one slip apart have one of these in common.
    Source: deletion neighbourhoods; Bocek, Hunt, Stiller, "Fast similarity search in large dictionaries", 2007.

    >>> sorted(without_one("abb"))
    ['ab', 'abb', 'bb']
    """
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
