from firstsight.lab.stress.ground import Ground
from firstsight.lab.stress.newcomers import ONE_IN, _joining, newcomers


def test_one_in_four_joins_that_day(ground: Ground) -> None:
    stage = ground.stage()
    new = _joining(stage, 60)
    assert len(new) == ground.people // ONE_IN
    assert {person.addr for person in stage.cast.people if person.joined == 60} == new


def test_new_people_and_the_others_get_mail_and_attacks(ground: Ground) -> None:
    table = newcomers(ground)
    assert [row.name for row in table.rows] == ["new people", "the others"]
    for row in table.rows:
        ham, attacks = row.shares
        assert ham.whole > 5
        assert attacks.whole > 5
    assert "for new people" in table.answer
