import mailbox
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from firstsight.lab.inject.families import FAMILIES
from firstsight.lab.inject.mixing import QUIET_DAYS, Mixer, Shot, mbox_entry
from firstsight.lab.inject.scene import Scene
from firstsight.lab.replay import Arrived
from firstsight.mail.read import read
from firstsight.model import Perimeter
from tests.unit.lab.inject.conftest import STYLE


def shots(
    archive: list[Arrived], perimeter: Perimeter, seed: int = 1, a_week: float = 20.0, families: tuple[str, ...] = ()
) -> list[Shot]:
    scene = Scene(perimeter)
    mixer = Mixer(scene, STYLE, seed, a_week, "en", families)
    out = []
    for message in archive:
        event = read(message.raw, perimeter, received_at=message.received_at)
        shot = mixer.before(event.time)
        out += [shot] if shot else []
        scene.add(event, message.raw)
    return out


@pytest.fixture(scope="module")
def made(archive: list[Arrived], perimeter: Perimeter) -> list[Shot]:
    return shots(archive, perimeter)


def test_they_come_a_few_a_week_after_the_quiet_time(made: list[Shot], archive: list[Arrived]) -> None:
    begin = archive[0].received_at + QUIET_DAYS * 86_400
    weeks = (archive[-1].received_at - begin) / (7 * 86_400)
    assert 0.5 < len(made) / (weeks * 20) < 1.5
    assert all(shot.time >= begin - 300 for shot in made)
    assert [shot.time for shot in made] == sorted(shot.time for shot in made)


def test_families_take_turns(made: list[Shot]) -> None:
    counts = Counter(shot.family for shot in made)
    assert set(counts) == set(FAMILIES)
    assert max(counts.values()) - min(counts.values()) <= 2


def test_the_same_seed_writes_the_same_octets(made: list[Shot], archive: list[Arrived], perimeter: Perimeter) -> None:
    assert [shot.raw for shot in shots(archive, perimeter)] == [shot.raw for shot in made]
    assert [shot.raw for shot in shots(archive, perimeter, seed=2)] != [shot.raw for shot in made]


def test_only_the_families_that_were_asked_for(archive: list[Arrived], perimeter: Perimeter) -> None:
    assert {shot.family for shot in shots(archive, perimeter, families=("callback",))} == {"callback"}


def test_a_short_archive_is_left_alone(archive: list[Arrived], perimeter: Perimeter) -> None:
    assert shots(archive[:400], perimeter) == []


def test_a_text_may_have_an_intent_of_its_own(archive: list[Arrived], perimeter: Perimeter) -> None:
    intents = {shot.intent for shot in shots(archive, perimeter, families=("exec_freemail",))}
    assert intents <= {"payment", "contact"}


def test_a_mailbox_of_attacks_is_one(made: list[Shot], tmp_path: Path) -> None:
    path = tmp_path / "attacks.mbox"
    path.write_text("".join(mbox_entry(shot) for shot in made))
    with closing(mailbox.mbox(path)) as box:
        assert len(box) == len(made)
    assert mbox_entry(Shot(b"A: b\n\nFrom me\n", 0, "x", "", 1)).count("\nFrom ") == 0
