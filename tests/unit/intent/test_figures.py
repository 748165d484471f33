"""Figures that can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from firstsight.intent.figures import calibration_error, figures, halves, threshold_at
from firstsight.model import Intent, IntentClass

SHARES = (0.125,) * 8


def intent(kind: str, odds: float) -> Intent:
    return Intent(IntentClass(kind), odds, SHARES)


def test_one_in_a_hundred_exceeds_the_threshold_of_one_per_cent() -> None:
    scores = np.random.default_rng(1).normal(size=1000)
    assert int((scores > threshold_at(scores, 0.01)).sum()) == 10


def test_without_innocent_scores_nothing_exceeds_the_threshold() -> None:
    assert threshold_at(np.array([]), 0.01) == float("inf")


def test_recall_false_share_and_confusion_are_counted() -> None:
    true = [IntentClass(kind) for kind in ("payment", "payment", "credential", "benign", "promotion")]
    found = [
        intent("payment", 3),
        intent("benign", -2),
        intent("payment", 1),
        intent("benign", -3),
        intent("contact", 2),
    ]
    counted = figures(true, found, 0.0)
    assert (counted.malicious, counted.peaceful) == (3, 2)
    assert counted.recall == pytest.approx(2 / 3, abs=1e-4)
    assert counted.false_share == 0.5
    assert counted.named == 0.5
    assert counted.recall_by_kind["credential"] == 1.0
    assert counted.confusion["payment"] == {"payment": 1, "benign": 1}


def test_odds_that_are_right_have_no_calibration_error() -> None:
    random = np.random.default_rng(2)
    odds = random.uniform(-3, 3, 200_000)
    malicious = (random.uniform(size=len(odds)) < 1 / (1 + np.exp(-odds))).astype(float)
    assert calibration_error(odds, malicious) < 0.01
    assert calibration_error(odds * 5, malicious) > 0.05


def test_either_side_weighs_one_half() -> None:
    malicious = np.array([1.0] * 3 + [0.0] * 97)
    assert halves(malicious)[:3].sum() == pytest.approx(50)
    assert halves(malicious)[3:].sum() == pytest.approx(50)


def test_no_mail_has_figures() -> None:
    assert figures([], [], 0.0).recall == 0.0
