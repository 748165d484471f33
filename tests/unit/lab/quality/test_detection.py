import pytest

from firstsight.lab.quality.detection import RATES, curve, group, groups, points
from tests.unit.lab.quality.cases import attacks, case, ham


def test_the_threshold_is_exceeded_by_that_share_of_ham() -> None:
    for point in points(attacks(), ham(10_000)):
        assert point.ham.part == round(10_000 * point.rate)
        assert point.enough


def test_only_attacks_above_the_threshold_are_found() -> None:
    innocent = ham(1000)
    at = points((), innocent)[0].threshold
    on, above = case(at, attack=True), case(at + 1e-9, attack=True)
    assert points([on, above], innocent)[0].attacks.part == 1


def test_too_little_ham_is_said() -> None:
    assert [point.enough for point in points(attacks(), ham(500))] == [True, False, False]
    assert points(attacks(), ()) == ()


def test_ties_in_ham_never_flatter() -> None:
    """Where a tenth of ham has the highest score, nothing under it is found at 1 %."""
    innocent = [case(1.0) for _ in range(10)] + [case(-1.0) for _ in range(90)]
    (first, *_) = points([case(1.0, attack=True), case(1.5, attack=True)], innocent)
    assert first.threshold == 1.0
    assert first.ham.part == 0
    assert first.attacks.part == 1


def test_groups_hold_every_attack_once() -> None:
    bad = attacks(10, 7)
    at = points(bad, ham())
    found = groups(bad, at, lambda one: one.label.family, "none")
    assert [one.name for one in found] == ["parcel", "sign-in"]
    assert sum(one.answered.whole for one in found) == 10
    assert sum(one.answered.part for one in found) == 7
    whole = group("all", bad, at)
    assert len(whole.found) == len(RATES)
    assert all(share.part == 7 for share in whole.found)


def test_a_banner_is_an_action_and_no_answer_to_a_link() -> None:
    one = group("x", [case(attack=True, action="annotate", intent="credential")], ())
    assert (one.acted.part, one.answered.part) == (1, 0)


def test_the_curve_rises_to_one() -> None:
    bad = [case(-6.0 + i / 10, attack=True) for i in range(20)]
    steps = [0.0, 0.001, 0.01, 0.1, 0.5, 1.0]
    drawn = curve(bad, ham(), steps)
    assert drawn == sorted(drawn)
    assert drawn[0] == pytest.approx(0.5)
    assert drawn[-1] == pytest.approx(0.95)
    assert curve(bad, (), steps) == curve((), ham(), steps) == []
