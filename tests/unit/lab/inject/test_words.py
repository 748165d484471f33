from msgspec import structs

from firstsight.lab.inject.mixing import Shot
from firstsight.lab.inject.trial import Trial
from firstsight.lab.inject.words import text
from firstsight.lab.quality.burden import costs
from firstsight.lab.quality.quality import quality
from firstsight.lab.quality.told import Cases
from tests.unit.lab.quality.cases import attacks, ham

CASES = Cases(attacks(6, 4), ham(1000, acted=4), (), 0, 0, 0)
SHOTS = tuple(Shot(b"", 0, "parcel", "credential", 1) for _ in range(6))
FOUND = Trial(CASES, quality(CASES), costs(ham(1000, acted=2), ()), 3, 1, SHOTS)


def test_costs_stand_beside_each_other() -> None:
    page = text(FOUND)
    (line,) = [line for line in page.splitlines() if line.startswith("any action on ham")]
    assert line.split() == [
        "any",
        "action",
        "on",
        "ham",
        "2",
        "of",
        "1,000,",
        "0.200",
        "%",
        "4",
        "of",
        "1,000,",
        "0.400",
        "%",
    ]
    assert "3 real messages met a stronger action and 1 a milder one" in page
    assert "own people" not in page.partition("real mail")[2]


def test_without_attacks_it_says_why() -> None:
    assert "too short" in text(structs.replace(FOUND, shots=()))
