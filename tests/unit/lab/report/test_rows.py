from __future__ import annotations

from firstsight.lab.report.rows import Namer, gathered, rarest
from firstsight.model import ActionKind, Counts, Observation, Surprise
from tests.unit.lab.report.verdicts import OWN, TITLES, surprise, verdict

NAMER = Namer([OWN], TITLES)


def test_a_surprise_is_spelled_out_from_its_counts() -> None:
    line = NAMER.line(surprise("x.top", 2.4e-6, 3))
    assert (line.title, line.value) == ("Link domain for the recipient", "x[.]top")
    assert line.steps == (
        "new to ana@ours.example (N = 212, 4.1\u00a0% of it new)",
        "new to the group finance (N = 1,272, 2.1\u00a0% of it new)",
        "new to the organisation (N = 7,632, 1.4\u00a0% of it new)",
    )
    assert (line.p, line.odds) == ("2.4e-6", "1 in 46,000")


def test_a_hash_is_shown_by_its_beginning() -> None:
    assert NAMER.line(surprise("2:f1661c8078dfe140")).value == "pattern f1661c"


def test_what_is_known_and_what_has_no_history_is_said_so() -> None:
    known = NAMER.line(surprise(new=0))
    assert known.steps == ("known to ana@ours.example (on 3.5 days)",)
    first = Surprise(
        Observation("mail.x", "mail:b@ours.example", "v"), 1.0, 1.0, 0.0, (Counts("org", 0, 0, 0, 0, 0, 1),)
    )
    assert NAMER.line(first).steps == ("the organisation has no history of this",)


def test_a_rate_is_told_against_what_is_usual() -> None:
    counts = (Counts("mail:b@ours.example", 0.0, 0.0, 40.0, 3.2, 0.0, 0.0),)
    rate = Surprise(
        Observation("mail.recipients_per_day", "mail:b@ours.example", "", amount=1200.0), 1e-4, 1e-3, 0, counts
    )
    line = NAMER.line(rate)
    assert (line.title, line.value) == ("Recipients per day", "1,200 more today")
    assert line.steps == ("3.2 a day are usual, N = 40",)


def test_the_rarest_come_first_and_usual_ones_only_alone() -> None:
    usual, rare, rarer = surprise(p=0.9), surprise(p=0.01), surprise(p=0.001)
    assert rarest((usual, rare, rarer)) == [rarer, rare]
    assert rarest((usual,)) == [usual]
    assert rarest(()) == []


def test_a_row_says_what_was_done_and_what_was_wanted() -> None:
    row = NAMER.row(verdict(action=ActionKind.LOCK, wanted=ActionKind.HOLD, reason="new here.", subject="", author=""))
    assert (row.done, row.held_back, row.reason) == ("links locked", "wanted: held", "New here.")
    assert (row.subject, row.author) == ("no subject", "no sender")


def test_readers_are_counted() -> None:
    assert NAMER.row(verdict(recipients=("a@ours.example", "b@x.test", "c@x.test"))).to == "a@ours.example and 2 more"
    assert NAMER.row(verdict(recipients=())).to == "nobody"


def test_alike_messages_become_one() -> None:
    rows = [NAMER.row(verdict(subject=subject)) for subject in ("a", "b", "a", "a", "c")]
    assert [(alike.row.subject, alike.messages) for alike in gathered(rows, 2)] == [("a", 3), ("b", 1)]


def test_a_relation_without_a_title_is_named_by_its_id() -> None:
    assert NAMER.title("mail.network_for_domain") == "Network for domain"
