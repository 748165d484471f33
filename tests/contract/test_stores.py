"""What every store does alike. The memory store is the reference; the disk store must agree with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from firstsight.model import Verdict
from firstsight.pipeline import LAST_DAY, Engine, Store
from firstsight.store.disk import DiskStore
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says
from tests.streams import attack, stream


@pytest.fixture(params=["memory", "disk"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Makes an empty store of each kind."""
    made: list[Any] = []

    def store() -> Store:
        made.append(MemoryStore() if request.param == "memory" else DiskStore(tmp_path / str(len(made))))
        return made[-1]

    yield store
    for one in made:
        if isinstance(one, DiskStore):
            one.close()


def engine(store: Store) -> Engine:
    return Engine(store, OWN, Says())


def bare(verdicts: list[Verdict]) -> list[tuple[object, ...]]:
    return [(v.uid, v.action, pytest.approx(v.score), pytest.approx(v.p), v.day, v.learn) for v in verdicts]


def test_a_verdict_is_recalled_as_it_was(make: Callable[[], Store]) -> None:
    store = make()
    events = list(stream(3))
    first = engine(store).handle(events)
    assert store.recall([v.uid for v in first]) == {v.uid: v for v in first}
    assert store.recall(["never"]) == {}


def test_judging_again_gives_the_same_verdicts_and_teaches_nothing(make: Callable[[], Store]) -> None:
    store = make()
    events = list(stream(12))
    judge = engine(store)
    first = judge.handle(events)
    assert judge.handle(events) == first
    assert judge.almanac.total == sum(v.day < first[-1].day for v in first)


def test_a_batch_gives_what_singles_give(make: Callable[[], Store]) -> None:
    events = [*stream(15), attack(14)]
    whole = engine(make()).handle(events)
    single = engine(make())
    assert bare([single.handle([event])[0] for event in events]) == bare(whole)


def test_a_restart_at_any_point_changes_nothing(make: Callable[[], Store]) -> None:
    events = [*stream(15), attack(14)]
    whole = engine(make()).handle(events)
    store, out = make(), []
    for start in range(0, len(events), 7):
        out += engine(store).handle(events[start : start + 7])
    assert bare(out) == bare(whole)


def test_committing_twice_changes_nothing(make: Callable[[], Store]) -> None:
    once, twice = make(), make()
    events = list(stream(5))
    verdicts = engine(once).handle(events)
    engine(twice).handle(events)
    twice.commit(verdicts)
    for store in (once, twice):
        engine(store).close_day()
    alike(known(once, events), known(twice, events))


def test_folding_twice_changes_nothing(make: Callable[[], Store]) -> None:
    store = make()
    events = list(stream(5))
    judge = engine(store)
    judge.handle(events)
    judge.close_day()
    before, tally = known(store, events), store.tallies(45)[-1]
    store.fold(tally)
    assert known(store, events) == before
    assert len(store.tallies(45)) == len({v.day for v in store.recall([e.uid for e in events]).values()})


def test_nothing_learnt_today_excuses_anything_today(make: Callable[[], Store]) -> None:
    """The second mail of a campaign scores like the first."""
    judge = engine(make())
    judge.handle(list(stream(30)))
    first, second = judge.handle([attack(30, 1000, author="a@evil.example"), attack(30, 2000, author="b@evil.example")])
    assert [s.p for s in first.surprises if s.observation.relation == "mail.link_domain_for_org"] == [
        s.p for s in second.surprises if s.observation.relation == "mail.link_domain_for_org"
    ]


def test_what_is_acted_on_is_not_learnt(make: Callable[[], Store]) -> None:
    store = make()
    judge = engine(store)
    judge.handle(list(stream(30)))
    verdict = judge.handle([attack(30)])[0]
    judge.close_day()
    assert not verdict.learn
    assert store.normal().value("mail.link_domain_for_org", "org", "evil.example") is None


@pytest.mark.parametrize("time", [-(10**9), 0, 10**10])
def test_a_clock_that_says_anything_breaks_nothing(make: Callable[[], Store], time: int) -> None:
    judge = engine(make())
    verdict = judge.handle([replace(next(stream(1)), time=time)])[0]
    judge.close_day()
    assert 0 <= verdict.day <= LAST_DAY
    assert judge.handle(list(stream(2)))
    judge.close_day()
    assert all(0 <= v.day <= LAST_DAY for v in judge.handle(list(stream(4))))


def test_the_window_of_tallies_is_cut_by_days(make: Callable[[], Store]) -> None:
    store = make()
    judge = engine(store)
    judge.handle(list(stream(20)))
    assert [t.day for t in store.tallies(5)] == [t.day for t in store.tallies(45)][-5:]


Cells = tuple[tuple[float, ...] | None, ...]


def alike(one: dict[tuple[str, str, str], Cells], other: dict[tuple[str, str, str], Cells]) -> None:
    """The same cells, but for rounding: stores with other keys fold in another order."""
    assert one.keys() == other.keys()
    for key, cells in one.items():
        for mine, theirs in zip(cells, other[key], strict=True):
            assert (mine is None) == (theirs is None), key
            if mine is not None and theirs is not None:
                assert mine == pytest.approx(theirs, rel=1e-12), key


def known(store: Store, events: list[Any]) -> dict[tuple[str, str, str], Cells]:
    """Every count that these events could have left."""
    normal, out = store.normal(), dict[tuple[str, str, str], Cells]()
    for verdict in store.recall([e.uid for e in events]).values():
        for o in [*(s.observation for s in verdict.surprises), *verdict.remember]:
            out[o.relation, o.subject, o.value] = (
                normal.context(o.relation, o.subject),
                normal.value(o.relation, o.subject, o.value),
                normal.context(o.relation, "org"),
            )
    return out


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1000))
def test_disk_and_memory_agree(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    events = [*stream(12, seed), attack(11)]
    memory = MemoryStore()
    with closing(DiskStore(tmp_path_factory.mktemp("store"))) as disk:
        verdicts = [bare(engine(store).handle(events)) for store in (memory, disk)]
        assert verdicts[0] == verdicts[1]
        alike(known(memory, events), known(disk, events))
