"""The family of errors: whose fault, and whether trying again may help."""

from __future__ import annotations

import inspect

import pytest

from firstsight import errors
from firstsight.errors import ConfigError, FirstsightError, InputError, UnavailableError, UpstreamError

FAMILY = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, FirstsightError)]


def test_every_error_is_of_the_family_and_so_is_caught_at_the_edge() -> None:
    defined = {kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)}
    assert defined == set(FAMILY) == {FirstsightError, ConfigError, InputError, UpstreamError, UnavailableError}


def test_no_error_of_the_family_hides_behind_another() -> None:
    leaves = [kind for kind in FAMILY if kind is not FirstsightError]
    assert all(kind.__bases__ == (FirstsightError,) for kind in leaves)


def test_only_what_is_away_for_now_is_worth_a_retry() -> None:
    assert [kind for kind in FAMILY if kind.temporary] == [UnavailableError]


@pytest.mark.parametrize(
    ("at", "words"), [(None, "no colon"), (0, "no colon (at octet 0)"), (17, "no colon (at octet 17)")]
)
def test_an_input_error_says_where(at: int | None, words: str) -> None:
    error = InputError("no colon", at=at)
    assert str(error) == words
    assert error.at == at
