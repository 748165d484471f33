import pytest

from firstsight import app as wiring
from firstsight.config import Config, Organisation
from firstsight.lab.inject.mixing import Mixer
from firstsight.lab.inject.scene import Scene
from firstsight.lab.inject.trial import Reader, Trial, trial
from firstsight.lab.inject.words import text
from firstsight.lab.replay import Arrived, Count, Once
from firstsight.model import Direction, Perimeter
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.unit.lab.inject.conftest import STYLE


def engine(perimeter: Perimeter) -> Engine:
    own = Organisation(tuple(perimeter.org_domains), tuple(perimeter.authserv_ids), "", perimeter.envelope_header)
    return wiring.engine(MemoryStore(), Config(own))  # type: ignore[arg-type]  # any store does


@pytest.fixture(scope="module")
def found(archive: list[Arrived], perimeter: Perimeter, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    scene = Scene(perimeter)
    once = Once(tmp_path_factory.mktemp("once") / "met.sqlite")
    reader = Reader(perimeter, once, Count())
    mixer = Mixer(scene, STYLE, 1, 20.0, "en")
    twice = [*archive, archive[-1]]
    made = trial(twice, reader, mixer, scene, (engine(perimeter), engine(perimeter)))
    assert reader.count.duplicates == 1
    return made


def test_every_attack_is_judged_and_all_real_mail_after_the_first(found: Trial, archive: list[Arrived]) -> None:
    assert found.quality.attacks == len(found.shots) > 50
    began = found.shots[0].time
    real = [message for message in archive if message.received_at >= began]
    assert len(found.cases.ham) + len(found.cases.own) == pytest.approx(len(real), abs=2)
    assert {case.told.direction for case in found.cases.ham} == {Direction.INBOUND}


def test_more_attacks_than_real_mail_are_found(found: Trial) -> None:
    assert found.quality.all.acted.value > 0.3
    assert found.quality.costs[0].mean.value < 0.15


def test_both_sides_saw_the_same_real_mail(found: Trial) -> None:
    for plain, mixed in zip(found.untouched, found.quality.costs, strict=True):
        assert plain.mean.whole == mixed.mean.whole


def test_known_attacks_are_not_taken_as_innocent(archive: list[Arrived], perimeter: Perimeter, found: Trial) -> None:
    bad = {case.label.id for case in found.cases.ham[:20]}
    scene = Scene(perimeter)
    reader = Reader(perimeter, Once(":memory:"), Count())  # type: ignore[arg-type]  # sqlite knows this name
    mixer = Mixer(scene, STYLE, 1, 20.0, "en")
    made = trial(archive, reader, mixer, scene, (engine(perimeter), engine(perimeter)), bad)
    assert len(made.cases.ham) == len(found.cases.ham) - 20


def test_it_is_told(found: Trial) -> None:
    page = text(found)
    assert "thread_hijack" in page
    assert "with attacks in it" in page
    assert f"{len(found.shots)} attacks" in page
