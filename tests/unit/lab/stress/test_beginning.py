from firstsight.lab.stress.beginning import beginning
from firstsight.lab.stress.ground import Ground


def test_the_weeks_are_told_from_the_first_on(ground: Ground) -> None:
    table = beginning(ground)
    assert [row.name for row in table.rows] == [
        "week 1",
        "week 2",
        "weeks 3 to 4",
        "weeks 5 to 8",
        "weeks 9 to 13",
        "weeks 14 to 21",
    ]
    assert sum(row.shares[1].whole for row in table.rows) > 40
    assert sum(row.shares[0].whole for row in table.rows) > 300
    assert "from week" in table.answer
