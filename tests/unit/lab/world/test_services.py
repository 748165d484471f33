from __future__ import annotations

from collections import Counter

from firstsight.lab.world.services import service_day
from firstsight.lab.world.stage import Stage


def test_machines_write_on_days_off_too_but_only_newsletters(stage: Stage) -> None:
    stage.day = 79
    assert not stage.working
    service_day(stage)
    assert {letter.family for letter in stage.letters} <= {"newsletter"}


def test_every_kind_of_service_occurs(played: Stage) -> None:
    kinds = Counter(letter.family for letter in played.letters if letter.kind == "ham")
    assert {"newsletter", "delivery", "ticket", "calendar", "reset", "share"} <= set(kinds)


def test_each_subscriber_gets_a_link_of_their_own(played: Stage) -> None:
    issues = [letter for letter in played.letters if letter.family == "newsletter"]
    assert len({letter.mail_from for letter in issues}) == len(issues)
    assert all(dict(letter.extra)["List-Id"] for letter in issues)


def test_an_invitation_carries_its_calendar(played: Stage) -> None:
    invitations = [letter for letter in played.letters if letter.family == "calendar" and letter.kind == "ham"]
    assert all("METHOD:REQUEST" in letter.calendar for letter in invitations)
