"""What the counts say of novelty."""

from __future__ import annotations

import pytest

from firstsight.model import Counts, Observation, Severity, Surprise


def counts(*seen: float) -> tuple[Counts, ...]:
    """One level for each count of the value."""
    return tuple(Counts(f"level{i}", c=c, tau=min(c, 1.0), n=9.0, t=3.0, k=3.0, u=0.5) for i, c in enumerate(seen))


@pytest.mark.parametrize(
    ("seen", "new"),
    [
        ((0.0, 0.0, 0.0), True),
        ((0.0, 0.0, 1e-9), False),
        ((1.0, 0.0, 0.0), False),
        ((), True),
    ],
)
def test_new_everywhere_means_that_no_level_has_seen_the_value(seen: tuple[float, ...], new: bool) -> None:
    surprise = Surprise(Observation("r", "s", "v"), p=0.1, calibrated=0.1, e=1.0, counts=counts(*seen))
    assert surprise.new_everywhere is new


def test_severities_are_those_of_ocsf_and_compare() -> None:
    assert [severity.value for severity in Severity] == [1, 2, 3, 4, 5]
    assert Severity.LOW < Severity.HIGH
