"""The action: the one with the least expected loss that its budget allows. Mildest first, never beyond it silently."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from firstsight.model import Action, ActionKind, Direction, Evidence, IntentClass, Link
from firstsight.policy.scorecard import link_novelty, share_of
from firstsight.policy.table import ATTACKS, Losses, Table


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
    malice = share_of(score)
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
    if wanted is not ActionKind.NONE and _exempt(evidence, table.exempt):
        return ActionKind.NONE, "mail to or from an exempt address is never acted on"
    action, why = wanted, ""
    if limits.learning and action.rung > ActionKind.ANNOTATE.rung and evidence.intent.odds < 1.0:
        action, why = ActionKind.ANNOTATE, "still learning what is normal: surprise alone brings a banner at most"
    margin = 0.0 if evidence.event.direction is Direction.INBOUND else table.own_margin
    while action is not ActionKind.NONE:
        name = action.value
        if action is ActionKind.LOCK and not has_links:
            action = ActionKind.ANNOTATE
            continue
        if score < limits.thresholds[name] + margin:
            limit = limits.thresholds[name] + margin
            why = why or f"score {score:.1f} is under today's threshold of {limit:.1f} for {name}"
        elif limits.acted[name] >= limits.caps[name]:
            why = why or f"today's {limits.caps[name]} actions of {name} are spent"
        else:
            break
        action = list(ActionKind)[action.rung - 1]
    return action, why


def _exempt(evidence: Evidence, exempt: frozenset[str]) -> bool:
    """Whether all who get it are exempt, or who sent it is, and is believed.

    Neither a forged From nor one more recipient may buy a stranger's mail past everything.
    """
    event, auth = evidence.event, evidence.event.auth
    recipients = set(event.recipients)
    if recipients and recipients <= exempt:
        return True
    failed = auth.spf in ("fail", "softfail") and auth.dkim != "pass"
    believed = auth.dmarc == "pass" or (event.direction is not Direction.INBOUND and not failed)
    return believed and event.author.addr in exempt


def _why(link: Link, evidence: Evidence) -> str:
    """Why this link is locked: how new its domain is, and where it is not, what the mail wants."""
    novelty = link_novelty(evidence.surprises, link.domain)
    if novelty == 1.0:
        return f"{link.domain} is new here"
    return f"{link.domain} is seldom linked to" if novelty else f"the mail reads like {evidence.intent.kind}"


def _actions(action: ActionKind, targets: tuple[Link, ...], evidence: Evidence) -> tuple[Action, ...]:
    kind = evidence.intent.kind
    match action:
        case ActionKind.NONE:
            return ()
        case ActionKind.ANNOTATE:
            return (Action(action, because=f"warn of {kind}"),)
        case ActionKind.LOCK:
            locks = (Action(action, link.href, _why(link, evidence)) for link in targets)
            return tuple({lock.target: lock for lock in locks}.values())
        case ActionKind.HOLD:
            return (Action(action, because=f"too likely {kind} to deliver"),)
