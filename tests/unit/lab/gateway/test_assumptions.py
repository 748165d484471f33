import numpy as np
import pytest

from firstsight.lab.gateway.assumptions import Assumptions


def test_one_campaign_in_ten_is_listed_within_two_hours_and_one_after_two_days() -> None:
    listed = Assumptions().listing.below(np.array([1.7, 9.0, 48.0]) * 3600)
    assert listed == pytest.approx([0.1, 0.5, 0.9], abs=0.005)


def test_a_report_is_handled_in_the_stated_time() -> None:
    assert Assumptions(report_minutes=20.0).handling.below(np.array([1200.0]))[0] == pytest.approx(0.5)
