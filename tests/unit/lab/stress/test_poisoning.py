import pytest
from msgspec import structs

from firstsight.lab.quality.bounds import Share
from firstsight.lab.stress import poisoning as scenario
from firstsight.lab.stress.ground import Ground
from firstsight.lab.stress.poisoning import KINDS, MAILS, _enough, allowed, poisoning
from firstsight.lab.stress.table import Row, Table
from firstsight.model import ActionKind, Verdict
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says
from tests.streams import attack, stream


@pytest.fixture(scope="module")
def table(ground: Ground) -> Table:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scenario, "REPEATS", 1)
        patch.setattr(scenario, "MAILS", (0, 2, 8))
        return poisoning(ground)


def test_every_number_of_mails_and_every_attack_is_tried(table: Table) -> None:
    assert [row.name for row in table.rows] == ["0 before", "2 before", "8 before"]
    assert set(KINDS) <= set(table.columns)
    for row in table.rows:
        alone = [share for share, column in zip(row.shares, table.columns, strict=True) if column in KINDS]
        assert [share.whole for share in alone] == [1] * len(KINDS)


def test_who_wrote_before_looks_more_innocent(table: Table) -> None:
    column = table.columns.index("new link, in a talk")
    alone = table.columns.index("new link")
    assert table.rows[2].scores[column] < table.rows[0].scores[alone]


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    return Engine(MemoryStore(), OWN, Says()).handle([*stream(3), attack(3)])[-1]


@pytest.mark.parametrize(
    ("score", "wanted", "links", "action"),
    [
        (-3.0, "hold", ("a",), "none"),
        (-1.5, "hold", ("a",), "annotate"),
        (0.5, "hold", ("a",), "lock"),
        (0.5, "hold", (), "annotate"),
        (3.5, "hold", (), "hold"),
        (3.5, "annotate", ("a",), "annotate"),
    ],
)
def test_thresholds_count_and_budgets_do_not(
    verdict: Verdict, score: float, wanted: str, links: tuple[str, ...], action: str
) -> None:
    made = structs.replace(
        verdict,
        score=score,
        wanted=ActionKind(wanted),
        links=links,
        thresholds=(-2.0, 0.0, 2.0),
        action=ActionKind.NONE,
    )
    assert allowed(made) is ActionKind(action)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((10, 9, 5, 4, 4, 4, 4), "2 halve it"),
        ((10, 4, 9, 9, 9, 9, 9), "32 do not halve it"),
        ((10, 4, 9, 5, 5, 5, 5), "4 halve it"),
        ((0, 0, 0, 0, 0, 0, 0), "none is answered without any either"),
    ],
)
def test_it_is_halved_for_good(parts: tuple[int, ...], said: str) -> None:
    rows = tuple(Row(str(mails), (Share(part, 12),)) for mails, part in zip(MAILS, parts, strict=True))
    assert _enough(rows, 0, ("new link",)) == said
