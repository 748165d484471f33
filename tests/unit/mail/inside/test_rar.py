"""The headers of RAR archives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside import File, Inside
from firstsight.mail.inside.rar import Rar, number, open_rar, read_rar
from firstsight.mail.inside.zipdir import MAX_ENTRIES
from tests.unit.mail.inside.archives import rar4, rar5, vint

FILES = {"a.txt": b"words", "dir/b.exe": b"MZ" + bytes(300)}
both = pytest.mark.parametrize("made", [rar4, rar5])


@both
def test_names_and_encryption_are_read(made: Callable[..., bytes]) -> None:
    assert read_rar(made(FILES)) == Rar(("a.txt", "dir/b.exe"), encrypted=False)
    assert read_rar(made(FILES, encrypted=True)) == Rar(("a.txt", "dir/b.exe"), encrypted=True)
    assert read_rar(made(FILES, hidden=True)) == Rar((), encrypted=True)


@both
def test_the_number_of_names_is_bounded(made: Callable[..., bytes]) -> None:
    assert len(read_rar(made({f"{each}": b"" for each in range(MAX_ENTRIES + 9)})).names) == MAX_ENTRIES


@both
def test_headers_alone_say_what_is_in_it(made: Callable[..., bytes]) -> None:
    file = File("a.rar", "", "application/vnd.rar", made(FILES, encrypted=True))
    inside = open_rar.open(file)
    assert inside == Inside(("encrypted", "executable"), holds=("dir/b.exe", "a.txt"))


def test_other_octets_hold_nothing() -> None:
    assert read_rar(b"PK\3\4") == Rar()


@given(st.integers(0, 2**60))
def test_numbers_are_read_as_they_are_written(value: int) -> None:
    assert number(vint(value), 0) == (value, len(vint(value)))


@both
@given(st.data())
def test_any_damage_is_read_without_raising(made: Callable[..., bytes], data: st.DataObject) -> None:
    octets = bytearray(made(FILES, encrypted=True))
    for at in data.draw(st.lists(st.integers(0, len(octets) - 1), max_size=8)):
        octets[at] = data.draw(st.integers(0, 255))
    read_rar(bytes(octets[: data.draw(st.integers(0, len(octets)))]))
