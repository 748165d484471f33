from collections import Counter

from firstsight.lab.stress.drift import RATES, drift, drifted
from firstsight.lab.stress.ground import Ground, play


def test_the_asked_share_of_senders_changes_each_month(ground: Ground) -> None:
    stage = ground.stage()
    list(play(stage, 30))
    own = stage.cast.domain
    by_sender = {letter.sender[1]: letter for letter in stage.letters if letter.mailer not in ("campaign", "robot")}
    outside = [letter for addr, letter in by_sender.items() if not addr.endswith(f"@{own}")]
    changed = Counter(month for month in (1, 3, 6) for letter in outside if drifted(letter, 0.3, month, own) != letter)
    assert 0.1 < changed[1] / len(outside) < 0.5
    assert changed[1] < changed[3] <= changed[6]
    assert all(drifted(letter, 0.0, 6, own) is letter for letter in stage.letters)
    assert all(drifted(letter, 1.0, 6, own) is letter for letter in stage.letters if letter.sender[1].endswith(own))


def test_a_sender_is_the_same_all_month(ground: Ground) -> None:
    stage = ground.stage()
    list(play(stage, 10))
    for letter in stage.letters:
        assert drifted(letter, 0.3, 4, stage.cast.domain) == drifted(letter, 0.3, 4, stage.cast.domain)


def test_each_pace_is_a_row(ground: Ground) -> None:
    table = drift(ground)
    assert len(table.rows) == len(RATES)
    assert len({row.shares[0].whole for row in table.rows}) == 1
    assert "where nothing changes" in table.answer
