"""Lists of domains as they are kept."""

from __future__ import annotations

import pytest

from firstsight.mail.urls.lists import own


def test_an_own_list_is_its_words_without_the_comments() -> None:
    words = own("free-mail")
    assert len(words) > 300
    assert {"gmail.com", "gmx.at"} <= words
    assert not [word for word in words if word.startswith("#") or "." not in word]


def test_a_list_is_read_once() -> None:
    assert own("free-mail") is own("free-mail")


def test_a_list_that_is_not_there_is_a_mistake_of_ours() -> None:
    with pytest.raises(FileNotFoundError):
        own("none-of-these")
