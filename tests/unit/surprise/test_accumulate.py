import math

import pytest

from firstsight.surprise import accumulate
from firstsight.surprise.accumulate import gain, overnight, raised


def test_honest_p_values_do_not_gather_evidence() -> None:
    """The mean of e is 1: the integral of p^-1/2 / 2 over (0, 1]."""
    steps = 200_000
    assert sum(math.exp(gain((i + 0.5) / steps)) for i in range(steps)) / steps == pytest.approx(1.0, abs=0.01)


def test_evidence_never_falls_below_nothing() -> None:
    assert raised(0.1, 1.0) == 0.0


def test_thirty_mildly_odd_mails_gather_what_one_cannot() -> None:
    w = 0.0
    for _ in range(30):
        w = raised(w, 0.05)
    assert w > 20 > gain(0.05)


def test_evidence_fades_and_what_is_next_to_nothing_is_dropped() -> None:
    assert overnight({"a": 8.0, "b": 0.06}, 7) == {"a": 4.0}


def test_the_number_of_entities_is_bounded() -> None:
    many = {str(i): 1.0 + i for i in range(accumulate.MOST_ENTITIES + 50)}
    kept = overnight(many, 0)
    assert len(kept) == accumulate.MOST_ENTITIES
    assert min(kept.values()) == 51.0
