"""Host names written to be read as others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.mail.links import host_name
from firstsight.mail.urls.scripts import is_disguised


def host(shown: str) -> str:
    """As a link has it: in ASCII."""
    return host_name(shown)


@pytest.mark.parametrize(
    "shown",
    [
        "pаypal.example",  # one Cyrillic letter
        "аррӏе.example",  # Cyrillic throughout
        "ɡoogle.example",  # a Latin letter that is no g
        "micrοsoft.example",  # a Greek letter
        "www.аррӏе.example",
    ],
)
def test_letters_that_pass_for_others_are_a_disguise(shown: str) -> None:
    assert host(shown).isascii()
    assert is_disguised(host(shown))


@pytest.mark.parametrize(
    "shown",
    [
        "münchen.example",
        "łódź.example",
        "møller.example",
        "straße.example",
        "例え.example",
        "テスト.example",
        "漢字かな.example",
        "한국.example",
        "пример.example",
        "παράδειγμα.example",
        "www.example.com",
        "xn--.example",
        "xn--a.example",
        "xn--" + "9" * 300 + ".example",
        "",
    ],
)
def test_a_word_in_one_language_is_none(shown: str) -> None:
    assert not is_disguised(host(shown) or shown)


def test_a_word_of_letters_that_pass_is_at_home_under_the_suffix_of_its_country() -> None:
    assert not is_disguised(host("соса.ru"))
    assert is_disguised(host("соса.com"))
    assert is_disguised(host("pаypal.ru"))


def test_a_label_that_has_no_form_in_ascii_is_looked_at_as_it_is() -> None:
    assert is_disguised("pаypal.example")


@given(st.text(max_size=80))
def test_any_host_is_looked_at(text: str) -> None:
    assert is_disguised(text) in (True, False)
    assert is_disguised(f"xn--{text}.example") in (True, False)
