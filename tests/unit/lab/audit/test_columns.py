from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firstsight.lab.audit.classes import Class
from firstsight.lab.audit.columns import columns_of
from firstsight.lab.audit.tally import LinkTally
from firstsight.model import ActionKind, Rewritten
from tests.unit.lab.audit.judged import CORP, met
from tests.unit.lab.report.verdicts import FIRST_DAY, verdict

NEW = Rewritten("safelinks", "new.example", "new.example", 3)


@given(st.lists(st.integers(0, 900), min_size=1, max_size=40), st.integers(1, 100))
def test_columns_sum_to_the_tally(days: list[int], most: int) -> None:
    tally = LinkTally(CORP)
    for day in days:
        action = ActionKind.HOLD if day % 2 else ActionKind.NONE
        tally.add(
            verdict(day=FIRST_DAY + day, rewritten=(NEW,), surprises=(met("new.example", day % 3),), action=action)
        )
    _, columns = columns_of(tally, most)
    assert sum(column.links for column in columns) == tally.links
    assert sum(column.messages for column in columns) == len(days)
    assert sum(column.guarded for column in columns) == tally.guarded
    for kind in Class:
        assert sum(column.classes[kind] for column in columns) == tally.classes()[kind]


def test_a_column_without_mail_is_empty_and_there() -> None:
    tally = LinkTally(CORP)
    for day in (0, 2):
        tally.add(verdict(day=FIRST_DAY + day, rewritten=(NEW,)))
    unit, columns = columns_of(tally)
    assert unit == "day"
    assert [column.links for column in columns] == [3, 0, 3]


def test_no_mail_is_no_column() -> None:
    assert columns_of(LinkTally(CORP)) == ("day", [])
