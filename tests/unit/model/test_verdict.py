"""Actions have an order: the mildest comes first."""

from __future__ import annotations

from itertools import pairwise

from firstsight.model import ActionKind, IntentClass


def test_the_rungs_of_the_ladder_rise_by_one() -> None:
    rungs = [kind.rung for kind in ActionKind]
    assert rungs[0] == 0
    assert all(above - below == 1 for below, above in pairwise(rungs))


def test_the_ladder_runs_from_nothing_to_holding() -> None:
    ladder = sorted(ActionKind, key=lambda kind: kind.rung)
    assert ladder == [ActionKind.NONE, ActionKind.ANNOTATE, ActionKind.LOCK, ActionKind.HOLD]


def test_stored_names_do_not_change() -> None:
    """They stand in logs of verdicts: a name that changes makes old rows unreadable."""
    assert [kind.value for kind in ActionKind] == ["none", "annotate", "lock", "hold"]
    assert [kind.value for kind in IntentClass][:3] == ["benign", "promotion", "extortion"]
    assert len(IntentClass) == 8
