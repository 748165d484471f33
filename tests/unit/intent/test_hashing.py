"""Laws of the hashed n-grams: a plain loop gives the same buckets, and no text breaks or slows it."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.intent import hashing
from firstsight.intent.hashing import BUCKETS, WIDTH, grams, points, vector, words

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
"""Lone surrogates, NULs and unassigned code points included."""
WORDY = st.lists(
    st.sampled_from(["pay", "p", "a", "y", "Zahlung", "銀行", "í", "x9", "\u200b", "é", "ПАР"]), max_size=20
)


def line_of(text: str) -> list[int]:
    """Folded code points with letters written apart joined, as the vectorised code makes them, one at a time."""
    line = points(text)
    starts, ends = words(line)
    return [int(point) for point in hashing._joined(line, starts, ends)]


def spaced_words(line: list[int]) -> list[tuple[int, ...]]:
    out: list[tuple[int, ...]] = []
    current: list[int] = []
    for point in line:
        alone = 0x3040 <= point <= 0x9FFF
        if point == hashing.SPACE or alone:
            if current:
                out.append(tuple(current))
            current = []
            if alone:
                out.append((point,))
        else:
            current.append(point)
    return [*out, tuple(current)] if current else out


def mixed(number: int) -> int:
    number ^= number >> 16
    number = number * 0x85EBCA6B % 2**32
    number ^= number >> 13
    number = number * 0xC2B2AE35 % 2**32
    return number >> (32 - hashing.BITS)


def plain(text: str) -> Counter[int]:
    """The buckets of a text by plain loops over Python integers."""
    line, base = line_of(text), int(hashing._BASE)
    seeds = [int(seed) for seed in hashing._SEEDS]
    singles = [sum(p * pow(base, i, 2**32) for i, p in enumerate(word)) % 2**32 for word in spaced_words(line)]
    found = [mixed(single ^ seeds[3]) for single in singles]
    pairs = itertools.pairwise(singles)
    found += [mixed((one * int(hashing._PAIR) + two) % 2**32 ^ seeds[4]) for one, two in pairs]
    for size in (3, 4, 5):
        for at in range(len(line) - size + 1):
            gram = line[at : at + size]
            if hashing.SPACE not in gram[1:-1]:
                rolled = 0
                for point in gram:
                    rolled = (rolled * base + point) % 2**32
                found.append(BUCKETS + mixed(rolled ^ seeds[size - 3]))
    return Counter(found)


@given(ANY_TEXT | WORDY.map(" ".join))
def test_whole_arrays_give_what_a_plain_loop_gives(text: str) -> None:
    assert Counter(grams(text).tolist()) == plain(text)


@given(ANY_TEXT)
def test_any_text_has_ascending_buckets_and_a_length_of_at_most_one(text: str) -> None:
    index, values = vector(text)
    assert (np.diff(index.astype(np.int64)) > 0).all()
    assert len(index) == len(values)
    assert not len(index) or int(index[-1]) < WIDTH
    assert np.isfinite(values).all()
    assert float(np.dot(values, values)) <= 1 + 1e-5


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "\0" * 1_000_000, "\ud800 " * 500_000, "銀" * 1_000_000, "a " * 500_000]
)
def test_a_million_characters_take_bounded_time(text: str) -> None:
    before = time.process_time()
    index, _ = vector(text)
    assert time.process_time() - before < 2
    assert len(index) < 4 * hashing._LONGEST


@pytest.mark.parametrize(
    ("disguised", "plainly"),
    [
        ("p\u200bassword", "password"),
        ("p a s s w o r d", "password"),
        ("раssword", "password"),
        ("pássword", "password"),
        ("pass\u00adword", "password"),
        ("confirm,your:password!", "confirm your password"),
    ],
)
def test_a_disguised_word_is_the_word(disguised: str, plainly: str) -> None:
    assert Counter(grams(disguised).tolist()) == Counter(grams(plainly).tolist())


def test_initials_are_not_joined() -> None:
    assert Counter(grams("J R R Tolkien").tolist()) != Counter(grams("JRR Tolkien").tolist())


def test_another_process_gives_the_same_features() -> None:
    text = "Überweisen Sie 銀行 heute\ue007 pay"
    code = (
        "from firstsight.intent.hashing import vector\n"
        f"index, values = vector({text!r})\n"
        "print((index.tobytes() + values.tobytes()).hex())"
    )
    index, values = vector(text)
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True
        )
        assert done.stdout.strip() == (index.tobytes() + values.tobytes()).hex()


def test_repetition_counts_less_and_less() -> None:
    once, twice = dict(zip(*vector("pay rent"), strict=True)), dict(zip(*vector("pay pay pay pay rent"), strict=True))
    shared = [bucket for bucket in once if bucket < BUCKETS and bucket in twice]
    ratios = {round(float(twice[bucket] / once[bucket]), 2) for bucket in shared}
    assert max(ratios) / min(ratios) < 4
