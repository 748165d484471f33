from firstsight.lab.quality.quality import quality
from firstsight.lab.quality.told import Case, Cases
from tests.unit.lab.quality.cases import attacks, case, ham


def cases(bad: tuple[Case, ...] = (), good: tuple[Case, ...] = (), own: tuple[Case, ...] = ()) -> Cases:
    return Cases(bad, good, own, missing=1, unlabelled=2, since=0)


def test_the_figures_belong_together() -> None:
    found = quality(cases(attacks(10, 7), ham(1000, acted=3), (case(),)))
    assert (found.attacks, found.ham, found.own, found.missing, found.unlabelled) == (10, 1000, 1, 1, 2)
    assert found.all.answered.part == 7
    assert sum(group.answered.part for group in found.families) == 7
    assert [group.name for group in found.intents] == ["credential"]
    assert found.named.right.part == 7
    assert found.costs[0].mean.part == 3


def test_the_worth_of_an_alert_falls_with_the_base_rate() -> None:
    found = quality(cases(attacks(), ham(1000, acted=3)))
    assert [alert.name for alert in found.alerts[:2]] == ["any action", "held"]
    for alert in found.alerts:
        worth = [one.value for one in alert.worth]
        assert worth == sorted(worth, reverse=True)


def test_a_threshold_that_no_ham_stands_for_gives_no_alert() -> None:
    assert len(quality(cases(attacks(), ham(500))).alerts) == 3
    assert len(quality(cases(attacks(), ham(20_000))).alerts) == 5


def test_nothing_at_all_has_no_figures_and_no_error() -> None:
    found = quality(cases())
    assert (found.points, found.alerts, found.families) == ((), (), ())
    assert quality(cases(attacks())).points == ()
    assert quality(cases((), ham())).alerts == ()
