import pytest

from firstsight.lab.quality.bounds import Share
from firstsight.lab.stress.ground import Ground, play
from firstsight.lab.stress.moving import _answer, _renamed, _rerouted, another_provider, renamed
from firstsight.lab.stress.scenarios import Scenario
from firstsight.lab.stress.table import Row


def test_a_renamed_domain_is_renamed_everywhere(ground: Ground) -> None:
    stage = ground.stage()
    list(play(stage, 10))
    old, new = stage.cast.domain, f"new-{stage.cast.domain}"
    for letter in stage.letters:
        moved = _renamed(letter, old, new)
        addresses = [moved.sender[1], moved.origin.user, *moved.envelope]
        assert not any(addr.endswith(f"@{old}") for addr in addresses)
        assert len(moved.envelope) == len(letter.envelope)
        assert (moved.text, moved.message_id) == (letter.text, letter.message_id)


def test_only_partners_go_to_the_other_provider(ground: Ground) -> None:
    stage = ground.stage()
    list(play(stage, 10, [(5, "contact")]))
    domains = {party.domain for party in stage.cast.of("supplier")}
    changed = [letter for letter in stage.letters if _rerouted(letter, domains) is not letter]
    assert changed
    assert {letter.sender[1].partition("@")[2] for letter in changed} <= domains
    assert all(_rerouted(letter, domains).origin.helo == "out.bigpost.example" for letter in changed)


@pytest.mark.parametrize("scenario", [renamed, another_provider])
def test_weeks_before_and_after_are_told(ground: Ground, scenario: Scenario) -> None:
    table = scenario(ground)
    assert [row.name for row in table.rows] == ["4 weeks before", "week 1", "week 2", "weeks 3 to 4", "weeks 5 to 7"]
    assert all(row.shares[0].whole > 10 for row in table.rows)
    assert "of innocent mail touched before" in table.answer


def rows(*rates: int) -> tuple[Row, ...]:
    return tuple(Row(f"week {i}", (Share(rate, 1000), Share(1, 1))) for i, rate in enumerate(rates))


def test_the_answer_says_when_it_is_as_before() -> None:
    assert (
        _answer(rows(10, 90, 12))
        == "1.0 % of innocent mail touched before, 9.0 % at most after; as before from week 2 on"
    )
    assert _answer(rows(10, 90, 80)).endswith("not as before within the time that was tried")
