"""What all stores share is in tests/contract/test_stores.py; this is what only the memory store promises."""

from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says
from tests.streams import stream


def test_the_open_day_is_not_normal_yet() -> None:
    store = MemoryStore()
    Engine(store, OWN, Says()).handle(list(stream(1)))
    assert list(store.cells.items()) == []
    assert len(list(store.open_day())) == len(store.verdicts)
