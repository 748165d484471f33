from firstsight.lab.quality.bounds import Share
from firstsight.lab.stress.table import Row, Table, text

TABLE = Table(
    "does it hold?",
    "it does",
    ("ham", "attacks"),
    (Row("before", (Share(1, 1000), Share(9, 16))), Row("after", (Share(0, 0), Share(16, 16)))),
)


def test_question_answer_and_rows_are_told() -> None:
    first, second, head, *rows = text("holding", TABLE).splitlines()
    assert (first, second) == ("holding: does it hold?", "it does")
    assert head.split() == ["ham", "attacks"]
    assert "1 of 1,000, 0.1 % [0.0, 0.6]" in rows[0]
    assert "9 of 16, 56 % [30, 80]" in rows[0]
    assert rows[1].split()[1] == "-"


def test_columns_stand_under_each_other() -> None:
    lines = text("holding", TABLE).splitlines()[2:]
    assert len({len(line) for line in lines}) == 1


def test_a_mean_score_stands_beside_its_share() -> None:
    scored = Table("?", "!", ("x",), (Row("a", (Share(1, 2),), (-1.25,)),))
    assert text("t", scored).endswith("1 of 2, 50 % [1, 99], -1.2")
