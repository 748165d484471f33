"""The action: the one with the least expected loss that its budget allows. Mildest first, never beyond it silently."""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec import Struct

from firstsight.model import Action, ActionKind, Evidence, IntentClass, Link
from firstsight.policy.scorecard import link_novelty
from firstsight.policy.table import Losses, Table

ATTACKS = (
    IntentClass.CREDENTIAL,
    IntentClass.PAYMENT,
    IntentClass.MALWARE,
    IntentClass.EXTORTION,
    IntentClass.CALLBACK,
    IntentClass.CONTACT,
)


class Limits(Struct, frozen=True):
    """What may be done today: threshold of score and most messages for each action, and whether we are still
    learning.
    """

    thresholds: Mapping[str, float]
    caps: Mapping[str, int]
    acted: Mapping[str, int]
    learning: bool


class Decision(Struct, frozen=True):
    """What is done, what would have been done without limits, and the runner-up in words."""

    action: ActionKind
    actions: tuple[Action, ...]
    wanted: ActionKind
    runner_up: str
    held_back: str = ""
    """Why less was done than wanted, "" where it was not."""


def decide(evidence: Evidence, score: float, table: Table, limits: Limits) -> Decision:
    """The decision on one event."""
    targets = lockable(evidence)
    losses = expected_losses(evidence, score, table.losses)
    if not targets:
        losses.pop(ActionKind.LOCK)
    ranked = sorted(losses, key=lambda kind: (losses[kind], kind.rung))
    wanted = ranked[0]
    runner_up = f"{ranked[1]} (loss {losses[ranked[1]]:.2f} against {losses[wanted]:.2f})"
    action, held_back = _within(wanted, evidence, score, table, limits, bool(targets))
    return Decision(action, _actions(action, targets, evidence), wanted, runner_up, held_back)


def expected_losses(evidence: Evidence, score: float, losses: Losses) -> dict[ActionKind, float]:
    """Loss of each action: harm that is left if it is an attack, friction if it is not."""
    malice = 1.0 / (1.0 + math.exp(-score))
    shares = dict(zip(IntentClass, evidence.intent.shares, strict=True))
    whole = sum(shares[kind] for kind in ATTACKS) or 1.0
    out = {}
    for action in ActionKind:
        left = losses.left.get(action, {})
        harm = sum(shares[kind] / whole * losses.harm[kind] * left.get(kind, 1.0) for kind in ATTACKS)
        out[action] = malice * harm + (1.0 - malice) * losses.friction[action]
    return out


def lockable(evidence: Evidence) -> tuple[Link, ...]:
    """The links that are locked if any are: those to the newest domains, and all others are left alone."""
    links = [link for link in evidence.event.message.links if link.place != "image" and link.domain]
    novelty = {domain: link_novelty(evidence.surprises, domain) for domain in {link.domain for link in links}}
    most = max(novelty.values(), default=0.0)
    return tuple(link for link in links if novelty[link.domain] == most)


def _within(
    wanted: ActionKind, evidence: Evidence, score: float, table: Table, limits: Limits, has_links: bool
) -> tuple[ActionKind, str]:
    """The strongest action not above `wanted` that guards, the learning period and the budgets allow."""
    parties = {evidence.event.author.addr, *evidence.event.recipients}
    if wanted is not ActionKind.NONE and parties & table.exempt:
        return ActionKind.NONE, "mail to or from an exempt address is never acted on"
    action, why = wanted, ""
    if limits.learning and action.rung > ActionKind.ANNOTATE.rung and evidence.intent.odds < 1.0:
        action, why = ActionKind.ANNOTATE, "still learning what is normal: surprise alone brings a banner at most"
    while action is not ActionKind.NONE:
        name = action.value
        if action is ActionKind.LOCK and not has_links:
            action = ActionKind.ANNOTATE
            continue
        if score < limits.thresholds[name]:
            why = why or f"score {score:.1f} is under today's threshold of {limits.thresholds[name]:.1f} for {name}"
        elif limits.acted[name] >= limits.caps[name]:
            why = why or f"today's {limits.caps[name]} actions of {name} are spent"
        else:
            break
        action = list(ActionKind)[action.rung - 1]
    return action, why


def _actions(action: ActionKind, targets: tuple[Link, ...], evidence: Evidence) -> tuple[Action, ...]:
    kind = evidence.intent.kind
    match action:
        case ActionKind.NONE:
            return ()
        case ActionKind.ANNOTATE:
            return (Action(action, because=f"warn of {kind}"),)
        case ActionKind.LOCK:
            locks = (Action(action, link.href, f"{link.domain} is new here") for link in targets)
            return tuple({lock.target: lock for lock in locks}.values())
        case ActionKind.HOLD:
            return (Action(action, because=f"too likely {kind} to deliver"),)
