"""The written prior holds together: every class and action has its numbers, and milder actions cost less."""

from __future__ import annotations

import pytest

from firstsight.config import checked
from firstsight.model import ActionKind, IntentClass
from firstsight.policy.table import ATTACKS, DEFAULT_TABLE, Losses, Table


def test_the_default_table_passes_its_own_check() -> None:
    checked(DEFAULT_TABLE, "default")


def test_every_attack_has_a_harm_and_an_innocent_mail_has_none() -> None:
    assert set(Losses().harm) == set(ATTACKS) == set(IntentClass) - {IntentClass.BENIGN, IntentClass.PROMOTION}


def test_stronger_actions_cost_an_innocent_mail_more_and_are_done_less_often() -> None:
    friction = [Losses().friction[kind] for kind in ActionKind]
    assert friction == sorted(friction)
    assert friction[0] == 0.0
    shares = [DEFAULT_TABLE.budgets[kind.value].share for kind in list(ActionKind)[1:]]
    floors = [DEFAULT_TABLE.budgets[kind.value].floor for kind in list(ActionKind)[1:]]
    assert shares == sorted(shares, reverse=True)
    assert floors == sorted(floors)


@pytest.mark.parametrize("kind", ATTACKS)
def test_nothing_leaves_less_harm_than_holding(kind: IntentClass) -> None:
    left = Losses().left
    assert left[ActionKind.HOLD][kind] < min(left[ActionKind.ANNOTATE][kind], left[ActionKind.LOCK][kind])


def test_a_lock_stops_what_needs_a_link_and_hardly_what_needs_none() -> None:
    lock = Losses().left[ActionKind.LOCK]
    assert max(lock[IntentClass.CREDENTIAL], lock[IntentClass.MALWARE]) <= 0.1
    assert min(lock[IntentClass.PAYMENT], lock[IntentClass.CALLBACK], lock[IntentClass.EXTORTION]) >= 0.5


def test_tables_do_not_share_what_can_be_changed() -> None:
    Table().losses.harm[IntentClass.CONTACT] = 0.0
    assert Table().losses.harm[IntentClass.CONTACT] > 0.0
