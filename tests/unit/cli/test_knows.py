import pytest

from firstsight.cli.knows import entity
from tests.unit.cli.conftest import Judged
from tests.unit.cli.program import run


@pytest.mark.parametrize(
    ("person", "subject"),
    [("Ana@Corp.example", "mail:ana@corp.example"), ("org", "org"), ("domain:x.example", "domain:x.example")],
)
def test_an_address_is_an_entity(person: str, subject: str) -> None:
    assert entity(person) == subject


def test_habits_are_listed_with_their_weight(judged: Judged) -> None:
    domain = judged.flags[1]
    done = run("knows", "org", "--store", judged.store)
    assert done.returncode == 0
    assert "sender domain for the organisation" in done.stdout
    assert domain in done.stdout


def test_nothing_is_known_of_a_stranger(judged: Judged) -> None:
    done = run("knows", "nobody@nowhere.example", "--store", judged.store)
    assert done.returncode == 1
    assert "Nothing is known of mail:nobody@nowhere.example" in done.stdout
