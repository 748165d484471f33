from random import Random

import pytest

from firstsight.lab.stress.ground import ASKS, Ground, every_few, fits, judged, measured, play
from firstsight.lab.world.lures import LURES
from firstsight.model import ActionKind, IntentClass


def test_every_family_of_the_world_has_an_ask() -> None:
    assert set(ASKS) == set(LURES)
    assert set(ASKS.values()) <= set(IntentClass)


def test_each_turn_is_another_organisation_and_the_same_every_time(ground: Ground) -> None:
    first, again, other = ground.stage(0), ground.stage(0), ground.stage(1)
    assert first.cast == again.cast
    assert first.cast != other.cast


def test_days_pass_and_attacks_come_on_theirs(ground: Ground) -> None:
    stage = ground.stage()
    seen = []
    for day in play(stage, 20, [(5, "contact"), (12, "callback")]):
        seen.append(day)
        attacks = [letter.family for letter in stage.letters if letter.kind == "attack"]
        assert attacks == ["contact"] * (day >= 5) + ["callback"] * (day >= 12)
    assert seen == list(range(20))


def test_attacks_come_as_often_as_asked_and_families_take_turns() -> None:
    found = every_few(Random(1), 30, 114, 4.0)
    assert len(found) == 48
    assert all(30 <= day < 114 for day, _ in found)
    assert {family for _, family in found} == set(LURES)


def test_every_letter_is_judged_in_order_of_time(ground: Ground) -> None:
    stage = ground.stage()
    list(play(stage, 25, [(20, "extortion")]))
    told = judged(ground, reversed(stage.letters), stage.cast.domain)
    assert len(told) == len(stage.letters)
    assert [one.letter.time for one in told] == sorted(one.letter.time for one in told)
    assert all(one.verdict.subject for one in told if one.letter.subject)
    row = measured("all", told)
    assert [share.whole for share in row.shares] == [len(stage.letters) - 1, 1]


@pytest.mark.parametrize(
    ("action", "ask", "fit"),
    [
        ("annotate", "payment", True),
        ("annotate", "credential", False),
        ("lock", "malware", True),
        ("none", "contact", False),
    ],
)
def test_an_action_fits_an_ask(action: str, ask: str, fit: bool) -> None:
    assert fits(ActionKind(action), ask) is fit
