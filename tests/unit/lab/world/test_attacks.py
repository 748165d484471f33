from __future__ import annotations

from collections import Counter

from firstsight.lab.world.attacks import QUIET_DAYS, campaigns, strike
from firstsight.lab.world.lures import LURES
from firstsight.lab.world.stage import Stage


def test_families_take_turns_and_none_comes_early(stage: Stage) -> None:
    schedule = campaigns(stage, 365)
    assert schedule == sorted(schedule)
    assert schedule[0][0] >= QUIET_DAYS
    counts = Counter(family for _, family in schedule)
    assert set(counts) == set(LURES)
    assert max(counts.values()) - min(counts.values()) <= 1


def test_a_world_that_ends_early_has_no_attack(stage: Stage) -> None:
    assert campaigns(stage, QUIET_DAYS) == []


def test_a_campaign_says_the_same_to_different_people(stage: Stage) -> None:
    letters = strike(stage, "lateral")
    assert len(letters) >= 3
    assert len({letter.to for letter in letters}) == len(letters)
    assert len({letter.subject for letter in letters}) == 1
    assert len({letter.sender for letter in letters}) <= 2, "the owner of the account is not a victim"
