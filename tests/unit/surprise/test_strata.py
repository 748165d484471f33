from firstsight.pipeline import Engine
from firstsight.relations import SCALES
from firstsight.store.memory import MemoryStore
from firstsight.surprise.strata import KINDS, nats, strata_of
from tests.mails import OWN, Says
from tests.streams import stream


def test_every_scored_observation_and_every_lens_is_counted_once() -> None:
    verdict = Engine(MemoryStore(), OWN, Says()).handle(list(stream(8)))[-1]
    strata = list(strata_of(verdict, SCALES))
    assert len(strata) == len(verdict.surprises) + len(KINDS)
    assert all(value >= 0.0 for _, value in strata)
    assert {name.partition("|")[0] for name, _ in strata} == {
        *(s.observation.relation for s in verdict.surprises),
        *KINDS,
    }


def test_nats_are_bounded() -> None:
    assert nats(1.0) == 0.0
    assert 39 < nats(0.0) < 41
