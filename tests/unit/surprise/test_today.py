from firstsight.model import ActionKind
from firstsight.pipeline import Engine
from firstsight.policy.table import BUDGETS
from firstsight.relations import SCALES
from firstsight.store.memory import MemoryStore
from firstsight.surprise.today import Almanac, Tally, Today
from tests.mails import OWN, Says
from tests.streams import attack, stream


def judged(days: int) -> MemoryStore:
    store = MemoryStore()
    engine = Engine(store, OWN, Says())
    engine.handle([*stream(days), attack(days - 1)])
    engine.close_day()
    return store


def empty(day: int, total: int = 0, evidence: dict[str, float] | None = None) -> Tally:
    return Tally(day, {"r|old": {8: 1}}, {}, {}, evidence or {}, total, 0)


def test_a_day_counts_what_it_judged() -> None:
    store = judged(10)
    last = max(v.day for v in store.verdicts.values())
    today, verdicts = Today(last), [v for v in store.verdicts.values() if v.day == last]
    for verdict in verdicts:
        today.add(verdict, SCALES, BUDGETS)
    assert today.messages == len(verdicts)
    assert today.acted("annotate") == sum(v.action is not ActionKind.NONE for v in verdicts)
    kept = today.close(Almanac(BUDGETS))
    assert kept.total == len(verdicts)
    assert sum(kept.bins["event|inbound"].values()) == sum(v.direction == "inbound" for v in verdicts)


def test_evidence_of_a_day_is_carried_and_fades() -> None:
    almanac = Almanac(BUDGETS, [empty(5, evidence={"mail:x": 8.0})])
    assert almanac.evidence_on(6)["mail:x"] < 8.0
    assert almanac.evidence_on(12)["mail:x"] == 4.0


def test_the_calibration_window_moves() -> None:
    almanac = Almanac(BUDGETS)
    for day in range(100):
        almanac.advance(empty(day))
    assert sum(almanac.calibration.histograms()["r|old"]) == 45


def test_learning_ends_with_days_or_with_messages() -> None:
    assert Almanac(BUDGETS).learning(0, 14, 2000)
    assert Almanac(BUDGETS, [empty(3)]).learning(4, 14, 2000)
    assert not Almanac(BUDGETS, [empty(3)]).learning(14, 14, 2000)
    assert not Almanac(BUDGETS, [empty(3, total=2000)]).learning(4, 14, 2000)


def test_a_closed_day_is_not_opened_again() -> None:
    assert Almanac(BUDGETS, [empty(3)]).next_day == 4


def test_every_action_has_a_threshold_and_a_cap() -> None:
    almanac = Almanac(BUDGETS, judged(20).tallies(45))
    assert almanac.thresholds().keys() == almanac.caps().keys() == BUDGETS.keys()
