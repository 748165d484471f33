"""The action is the mildest one with the least expected loss, and never more than guards and budgets allow."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.model import ActionKind, AuthResults, Direction, Evidence, Intent, IntentClass, Link
from firstsight.policy.decide import Decision, Limits, decide, expected_losses, lockable
from firstsight.policy.table import ATTACKS, DEFAULT_TABLE, Losses, Table
from tests.mails import intent, link, mail
from tests.unit.detectors.evidence import evidence, new_link

NONE, ANNOTATE, LOCK, HOLD = ActionKind
NO_SCORE = {"annotate": -99.0, "lock": -99.0, "hold": -99.0}
PLENTY = {"annotate": 99, "lock": 99, "hold": 99}
NOTHING = {"annotate": 0, "lock": 0, "hold": 0}
FREE = Limits(NO_SCORE, PLENTY, NOTHING, learning=False)
"""No threshold, no cap, nothing done yet, nothing to learn."""

EVIL = link("https://evil.example/login")


def limits(**changed: Any) -> Limits:
    return Limits(
        {**NO_SCORE, **changed.get("thresholds", {})},
        PLENTY,
        {**NOTHING, **changed.get("acted", {})},
        changed.get("learning", False),
    )


def asks(kind: IntentClass = IntentClass.CREDENTIAL, *links: Link, odds: float = 3.0, **fields: Any) -> Evidence:
    """A mail that wants something, with these links, all new."""
    seen = [surprise for one in links for surprise in new_link(one.domain)]
    return evidence(mail(links=links, **fields), *seen, wants=intent(kind, odds))


def decided(given: Evidence, score: float, within: Limits = FREE, table: Table = DEFAULT_TABLE) -> Decision:
    return decide(given, score, table, within)


def test_nothing_is_done_to_a_mail_that_nothing_is_wrong_with() -> None:
    decision = decided(evidence(), -6.0)
    assert (decision.action, decision.actions, decision.wanted, decision.held_back) == (NONE, (), NONE, "")


@pytest.mark.parametrize(
    ("kind", "score", "action"),
    [
        (IntentClass.CREDENTIAL, -2.0, LOCK),
        (IntentClass.MALWARE, -2.0, LOCK),
        (IntentClass.PAYMENT, -2.5, ANNOTATE),
        (IntentClass.CALLBACK, -2.0, ANNOTATE),
        (IntentClass.PAYMENT, 3.0, HOLD),
        (IntentClass.CREDENTIAL, 8.0, HOLD),
    ],
)
def test_the_intent_picks_the_action(kind: IntentClass, score: float, action: ActionKind) -> None:
    assert decided(asks(kind, EVIL), score).action is action


def test_where_losses_are_equal_the_milder_action_is_taken() -> None:
    same = Table(losses=Losses(friction=dict.fromkeys(ActionKind, 1.0), left={}))
    decision = decided(asks(IntentClass.CREDENTIAL, EVIL), 0.0, table=same)
    assert decision.wanted is NONE
    assert decision.runner_up.startswith("annotate (loss ")


def test_the_runner_up_is_told_with_both_losses() -> None:
    given = asks(IntentClass.CREDENTIAL, EVIL)
    losses = expected_losses(given, 0.0, DEFAULT_TABLE.losses)
    first, second = sorted(losses, key=losses.__getitem__)[:2]
    assert decided(given, 0.0).runner_up == f"{second} (loss {losses[second]:.2f} against {losses[first]:.2f})"


def test_a_lock_needs_a_link() -> None:
    assert decided(asks(IntentClass.CREDENTIAL), -2.0).wanted is not LOCK
    picture = link("https://evil.example/a.png", place="image")
    assert decided(asks(IntentClass.CREDENTIAL, picture), -2.0).wanted is not LOCK


def test_only_links_to_the_newest_domains_are_locked_and_each_place_once() -> None:
    old = link("https://old.example/")
    picture = link("https://evil.example/a.png", place="image")
    again = link("https://evil.example/2")
    event = mail(links=(old, EVIL, picture, again, EVIL))
    given = evidence(
        event,
        *new_link("old.example", org=50.0, domain_seen=5.0),
        *new_link("evil.example"),
        wants=intent(IntentClass.CREDENTIAL),
    )
    assert lockable(given) == (EVIL, again, EVIL)
    decision = decided(given, -2.0)
    assert [(action.kind, action.target) for action in decision.actions] == [(LOCK, EVIL.href), (LOCK, again.href)]
    assert {action.because for action in decision.actions} == {"evil.example is new here"}


@pytest.mark.parametrize(
    ("org", "sender", "because"),
    [
        (0.0, 0.0, "evil.example is new here"),
        (2.0, 0.0, "evil.example is seldom linked to"),
        (9.0, 9.0, "the mail reads like credential"),
    ],
)
def test_the_reason_of_a_lock_is_true(org: float, sender: float, because: str) -> None:
    seen = new_link("evil.example", org=org, domain_seen=sender)
    given = evidence(mail(links=(EVIL,)), *seen, wants=intent(IntentClass.CREDENTIAL, 3.0))
    (action,) = decided(given, -2.0).actions
    assert action.because == because


def test_a_banner_warns_of_the_intent_and_a_hold_names_it() -> None:
    (banner,) = decided(asks(IntentClass.PAYMENT), -2.5).actions
    (hold,) = decided(asks(IntentClass.PAYMENT), 5.0).actions
    assert (banner.kind, banner.target, banner.because) == (ANNOTATE, "", "warn of payment")
    assert (hold.kind, hold.target, hold.because) == (HOLD, "", "too likely payment to deliver")


def test_a_threshold_holds_back_and_the_next_milder_action_is_taken() -> None:
    decision = decided(asks(IntentClass.CREDENTIAL, EVIL), 8.0, limits(thresholds={"hold": 9.0}))
    assert (decision.wanted, decision.action) == (HOLD, LOCK)
    assert decision.held_back == "score 8.0 is under today's threshold of 9.0 for hold"


def test_a_cap_that_is_spent_holds_back() -> None:
    decision = decided(asks(IntentClass.CREDENTIAL, EVIL), 8.0, limits(acted={"hold": 99}))
    assert (decision.wanted, decision.action) == (HOLD, LOCK)
    assert decision.held_back == "today's 99 actions of hold are spent"


def test_without_links_a_hold_that_is_spent_becomes_a_banner() -> None:
    decision = decided(asks(IntentClass.PAYMENT), 8.0, limits(acted={"hold": 99}))
    assert (decision.wanted, decision.action) == (HOLD, ANNOTATE)


def test_where_every_budget_is_spent_nothing_is_done_and_the_first_reason_is_told() -> None:
    decision = decided(asks(IntentClass.CREDENTIAL, EVIL), 8.0, limits(acted=PLENTY))
    assert (decision.wanted, decision.action, decision.actions) == (HOLD, NONE, ())
    assert decision.held_back == "today's 99 actions of hold are spent"


@pytest.mark.parametrize(("odds", "action"), [(0.99, ANNOTATE), (1.0, HOLD)])
def test_while_learning_surprise_alone_brings_a_banner_at_most(odds: float, action: ActionKind) -> None:
    decision = decided(asks(IntentClass.CREDENTIAL, EVIL, odds=odds), 8.0, limits(learning=True))
    assert (decision.wanted, decision.action) == (HOLD, action)
    assert ("still learning" in decision.held_back) is (action is ANNOTATE)


DESK = Table(exempt=frozenset({"soc@corp.example", "abuse@corp.example"}))


@pytest.mark.parametrize("to", [("soc@corp.example",), ("abuse@corp.example", "soc@corp.example")])
def test_mail_to_exempt_addresses_alone_is_never_acted_on(to: tuple[str, ...]) -> None:
    decision = decided(asks(IntentClass.CREDENTIAL, EVIL, to=to), 8.0, table=DESK)
    assert (decision.wanted, decision.action) == (HOLD, NONE)
    assert decision.held_back == "mail to or from an exempt address is never acted on"


def test_one_exempt_recipient_more_buys_nothing_for_the_others() -> None:
    to = ("ana@corp.example", "soc@corp.example")
    assert decided(asks(IntentClass.CREDENTIAL, EVIL, to=to), 8.0, table=DESK).action is HOLD
    assert decided(asks(IntentClass.CREDENTIAL, EVIL, to=()), 8.0, table=DESK).action is HOLD


@pytest.mark.parametrize(
    ("direction", "auth", "action"),
    [
        (Direction.INTERNAL, AuthResults(), NONE),
        (Direction.INBOUND, AuthResults("pass", "pass", "pass", source="header"), NONE),
        (Direction.INBOUND, AuthResults(), HOLD),
        (Direction.INBOUND, AuthResults("fail", "fail", "fail", source="header"), HOLD),
        (Direction.INTERNAL, AuthResults("softfail", "none", "none", source="header"), HOLD),
    ],
)
def test_an_exempt_sender_is_one_who_is_believed(direction: Direction, auth: AuthResults, action: ActionKind) -> None:
    given = asks(IntentClass.CREDENTIAL, EVIL, author="soc@corp.example", direction=direction, auth=auth)
    assert decided(given, 8.0, table=DESK).action is action


@pytest.mark.parametrize(("direction", "action"), [(Direction.INBOUND, LOCK), (Direction.INTERNAL, NONE)])
def test_mail_of_own_people_must_score_a_margin_more(direction: Direction, action: ActionKind) -> None:
    within = limits(thresholds={"annotate": -2.0, "lock": -2.0, "hold": 3.0})
    given = asks(IntentClass.CREDENTIAL, EVIL, direction=direction)
    assert decided(given, -1.5, within).action is action
    assert decided(given, DEFAULT_TABLE.own_margin - 2.0, within).action is LOCK


def test_the_losses_of_one_case_by_hand() -> None:
    shares = {IntentClass.BENIGN: 0.5, IntentClass.CREDENTIAL: 0.3, IntentClass.PAYMENT: 0.2}
    given = evidence(wants=Intent(IntentClass.BENIGN, 0.0, tuple(shares.get(kind, 0.0) for kind in IntentClass)))
    # At even odds half the loss is harm: credentials (100) weigh 0.6 and payments (150) 0.4 of it.
    assert expected_losses(given, 0.0, Losses()) == {
        NONE: pytest.approx(0.5 * (0.6 * 100 + 0.4 * 150)),
        ANNOTATE: pytest.approx(0.5 * (0.6 * 100 * 0.6 + 0.4 * 150 * 0.3) + 0.5 * 0.4),
        LOCK: pytest.approx(0.5 * (0.6 * 100 * 0.05 + 0.4 * 150 * 0.5) + 0.5 * 2.0),
        HOLD: pytest.approx(0.5 * (0.6 * 100 * 0.02 + 0.4 * 150 * 0.02) + 0.5 * 25.0),
    }


def test_an_intent_without_any_attack_has_no_harm() -> None:
    given = evidence(wants=Intent(IntentClass.BENIGN, -9.0, (1.0, *[0.0] * (len(IntentClass) - 1))))
    assert expected_losses(given, 99.0, Losses())[NONE] == 0.0


shares = st.lists(st.floats(0.0, 1.0), min_size=len(IntentClass), max_size=len(IntentClass)).map(tuple)


@given(
    st.floats(-5000.0, 5000.0),
    shares,
    st.floats(-50.0, 50.0),
    st.lists(st.sampled_from([EVIL, link("https://a.example/x.png", place="image")]), max_size=2),
    st.fixed_dictionaries(dict.fromkeys(NO_SCORE, st.floats(-9.0, 9.0))),
    st.fixed_dictionaries(dict.fromkeys(NO_SCORE, st.integers(0, 200))),
    st.booleans(),
)
def test_no_more_is_done_than_wanted_and_less_only_with_a_reason(
    score: float,
    shares: tuple[float, ...],
    odds: float,
    links: list[Link],
    thresholds: dict[str, float],
    acted: dict[str, int],
    learning: bool,
) -> None:
    wants = Intent(ATTACKS[0], odds, shares)
    within = Limits(thresholds, PLENTY, acted, learning)
    decision = decide(evidence(mail(links=tuple(links)), wants=wants), score, DEFAULT_TABLE, within)
    assert decision.action.rung <= decision.wanted.rung
    assert bool(decision.held_back) is (decision.action is not decision.wanted)
    assert {action.kind for action in decision.actions} == ({decision.action} - {NONE})
    if decision.action is not NONE:
        assert score >= thresholds[decision.action.value]
        assert acted[decision.action.value] < PLENTY[decision.action.value]
    if LOCK in (decision.action, decision.wanted):
        assert EVIL in links


@given(st.floats(-50.0, 50.0), st.floats(-50.0, 50.0), st.sampled_from(ATTACKS))
def test_a_worse_score_never_asks_for_a_milder_action(one: float, other: float, kind: IntentClass) -> None:
    given = asks(kind, EVIL)
    assert decided(given, max(one, other)).wanted.rung >= decided(given, min(one, other)).wanted.rung
