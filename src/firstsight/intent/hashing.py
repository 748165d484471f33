"""Hashed n-grams of a text, by whole-array arithmetic: no loop over characters, no dictionary.

Character n-grams are rolling polynomials modulo 2**32 over the code points; a word's hash is the difference of two
prefix sums. Both are finished by MurmurHash3's mixer (Appleby, public domain) and cut to `BITS` bits, so the same
text gives the same features in every process and on every platform.
"""

from __future__ import annotations

import unicodedata
from typing import Final

import numpy as np
from numpy.typing import NDArray

BITS: Final = 17
"""Each of the two blocks (words, characters) has 2**17 buckets; more gained nothing on the texts at hand."""
BUCKETS: Final = 1 << BITS
WIDTH: Final = 2 * BUCKETS
"""Features in all: words below `BUCKETS`, characters from there on."""

Ints = NDArray[np.uint32]
Floats = NDArray[np.float32]
Places = NDArray[np.intp]

SPACE: Final = 32
_DROP: Final = 1
_BMP: Final = 0xFFFF
_BASE: Final = np.uint32(0x01000193)
_PAIR: Final = np.uint32(0x9E3779B1)
_LONGEST: Final = 1 << 14
_SEEDS: Final = tuple(np.uint32(seed) for seed in (0x2545F491, 0x6C078965, 0x5D588B65, 0x1B873593, 0xCC9E2D51))
_JOIN_RUN: Final = 4
"""So many single letters in a row are one word written apart ('p a y p a l'); three are initials."""

_CONFUSABLES = {
    "а": "a", "в": "b", "с": "c", "е": "e", "ԁ": "d", "һ": "h", "і": "i", "ј": "j", "к": "k", "м": "m", "н": "h",
    "о": "o", "р": "p", "ԛ": "q", "ѕ": "s", "т": "t", "у": "y", "х": "x", "ԝ": "w", "ё": "e", "ї": "i",
    "α": "a", "β": "b", "ε": "e", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "τ": "t", "υ": "u", "χ": "x",
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "a", "œ": "o", "ħ": "h", "ŀ": "l", "ſ": "s", "ɑ": "a",
    "ɡ": "g", "ɩ": "i", "ʀ": "r", "ᴏ": "o", "ᴀ": "a", "ᴇ": "e", "ᴍ": "m", "ᴘ": "p", "ᴛ": "t",
}  # fmt: skip
"""Letters that look like a Latin one (a choice from Unicode TS 39), for every script alike."""


def _fold_table() -> Ints:
    """Code point -> what it counts as: itself, a Latin letter, `SPACE`, or `_DROP` for what has no width."""
    table = np.arange(_BMP + 1, dtype=np.uint32)
    for point in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(point))[0]
        if base.isascii() and base.isalpha():
            table[point] = ord(base.lower())
    for seen, meant in _CONFUSABLES.items():
        table[ord(seen)] = ord(meant)
    for point in range(0x80):
        if not (chr(point).isalnum() or chr(point) in "$%"):
            table[point] = SPACE
    for first, last in ((0x80, 0xA1), (0xA6, 0xAA), (0xAB, 0xB5), (0xB6, 0xBA), (0xBB, 0xC0), (0x2000, 0x2070)):
        table[first:last] = SPACE
    for first, last in ((0x2190, 0x2600), (0x3000, 0x3005), (0x3008, 0x3021), (0x30FB, 0x30FC), (0xD800, 0xE000)):
        table[first:last] = SPACE
    for first, last in ((0xFE10, 0xFE70), (0xFF00, 0xFF10), (0xFFF0, 0x10000)):
        table[first:last] = SPACE
    table[[ord("×"), ord("÷"), 0x060C, 0x061B, 0x061F, 0x0964, 0x05BE]] = SPACE
    table[[0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF]] = _DROP
    for first, last in ((0x0300, 0x0370), (0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070), (0xFE00, 0xFE10)):
        table[first:last] = _DROP
    return table


_FOLD: Final = _fold_table()
_POWERS: Final = np.cumprod(np.concatenate(([1], np.full(_LONGEST, _BASE))).astype(np.uint32), dtype=np.uint32)
_INVERSES: Final = np.cumprod(
    np.concatenate(([1], np.full(_LONGEST, pow(int(_BASE), -1, 1 << 32)))).astype(np.uint32), dtype=np.uint32
)
_TF: Final = (1.0 + np.log(np.maximum(np.arange(256), 1))).astype(np.float32)


def points(text: str) -> Ints:
    """Code points of `text`, folded, every run of separators one space, with one at either end."""
    raw = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), dtype="<u4")
    folded = _FOLD[np.minimum(raw, _BMP)]
    astral = raw > _BMP
    if astral.any():
        folded[astral] = raw[astral]
    if (folded == _DROP).any():
        folded = folded[folded != _DROP]
    space = folded == SPACE
    keep = np.ones(len(folded), dtype=bool)
    keep[1:] = ~(space[1:] & space[:-1])
    out: Ints = folded.take(np.flatnonzero(keep))[:_LONGEST]
    return out


def words(line: Ints) -> tuple[Places, Places]:
    """Start and end of each word. Ideographs and kana are words of one character each: they are not spaced."""
    filled = line != SPACE
    alone = (line >= 0x3040) & (line <= 0x9FFF)
    before, after = np.zeros_like(filled), np.zeros_like(filled)
    before[1:] = filled[:-1]
    after[:-1] = filled[1:]
    if alone.any():
        before[1:] &= ~(alone[1:] | alone[:-1])
        after[:-1] &= ~(alone[:-1] | alone[1:])
    return np.flatnonzero(filled & ~before), np.flatnonzero(filled & ~after) + 1


def _joined(line: Ints, starts: Places, ends: Places) -> Ints:
    """`line` with letters written apart put together: four and more single letters in a row."""
    single = (ends - starts == 1) & (line[starts] < 0x3040)
    if len(single) < _JOIN_RUN or not (single[:-3] & single[1:-2] & single[2:-1] & single[3:]).any():
        return line
    bounds = np.flatnonzero(np.diff(np.concatenate(([0], single.astype(np.int8), [0]))))
    keep = np.ones(len(line), dtype=bool)
    for first, last in zip(bounds[::2], bounds[1::2], strict=True):
        if last - first >= _JOIN_RUN:
            gap = slice(starts[first] + 1, starts[last - 1])
            keep[gap] = line[gap] != SPACE
    return line[keep]


def _mix(hashed: Ints) -> Ints:
    hashed = hashed ^ (hashed >> np.uint32(16))
    hashed *= np.uint32(0x85EBCA6B)
    hashed ^= hashed >> np.uint32(13)
    hashed *= np.uint32(0xC2B2AE35)
    hashed >>= np.uint32(32 - BITS)
    return hashed


def _character_grams(line: Ints) -> list[Ints]:
    """3-, 4- and 5-grams that hold no space but at their ends ('char_wb' without the padding of short words)."""
    filled = line != SPACE
    rolled = line[:-1] * _BASE + line[1:]
    inner = np.ones(len(line) - 1, dtype=bool)
    grams = []
    for size in (3, 4, 5):
        if len(line) < size:
            break
        rolled = rolled[:-1] * _BASE + line[size - 1 :]
        inner = inner[:-1] & filled[size - 2 : -1]
        grams.append(rolled.take(np.flatnonzero(inner)) ^ _SEEDS[size - 3])
    return grams


def _word_grams(line: Ints, starts: Places, ends: Places) -> list[Ints]:
    sums = np.zeros(len(line) + 1, dtype=np.uint32)
    np.cumsum(line * _POWERS[: len(line)], dtype=np.uint32, out=sums[1:])
    single = (sums[ends] - sums[starts]) * _INVERSES[starts]
    return [single ^ _SEEDS[3], (single[:-1] * _PAIR + single[1:]) ^ _SEEDS[4]]


def grams(text: str) -> Ints:
    """Every bucket of `text` with repetition, unordered: word 1-2-grams and character 3-5-grams."""
    spaced = points(text)
    starts, ends = words(spaced)
    line = _joined(spaced, starts, ends)
    if line is not spaced:
        starts, ends = words(line)
    characters, ones = _character_grams(line), _word_grams(line, starts, ends)
    buckets = _mix(np.concatenate(ones + characters))
    buckets[sum(map(len, ones)) :] += np.uint32(BUCKETS)
    return buckets


def vector(text: str) -> tuple[Ints, Floats]:
    """Ascending buckets of `text` and their values: 1 + ln(count), each block of length sqrt(1/2) (absent: 0)."""
    ordered = grams(text)
    ordered.sort()
    first = np.ones(len(ordered) + 1, dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:-1])
    edges = np.flatnonzero(first)
    index: Ints = ordered[edges[:-1]]
    values: Floats = _TF.take(edges[1:] - edges[:-1], mode="clip")
    cut = int(np.searchsorted(index, BUCKETS))
    for part in (slice(cut), slice(cut, None)):
        squares = float(np.dot(values[part], values[part]))
        if squares:
            values[part] *= np.float32(1.0 / np.sqrt(2.0 * squares))
    return index, values
