"""Every number of the policy in one place, editable by the operator; the defaults are a written prior, not a fit."""

from __future__ import annotations

from msgspec import Struct, field

from firstsight.model import ActionKind, IntentClass
from firstsight.surprise.budget import Allowance

ATTACKS = (
    IntentClass.CREDENTIAL,
    IntentClass.PAYMENT,
    IntentClass.MALWARE,
    IntentClass.EXTORTION,
    IntentClass.CALLBACK,
    IntentClass.CONTACT,
)
"""Intents that do harm; an innocent mail is benign or a promotion."""

HARM = {
    IntentClass.CREDENTIAL: 100.0,
    IntentClass.PAYMENT: 150.0,
    IntentClass.MALWARE: 200.0,
    IntentClass.EXTORTION: 40.0,
    IntentClass.CALLBACK: 60.0,
    IntentClass.CONTACT: 30.0,
}

LEFT: dict[ActionKind, dict[IntentClass, float]] = {
    ActionKind.ANNOTATE: {
        IntentClass.CREDENTIAL: 0.6,
        IntentClass.PAYMENT: 0.3,
        IntentClass.MALWARE: 0.7,
        IntentClass.EXTORTION: 0.2,
        IntentClass.CALLBACK: 0.3,
        IntentClass.CONTACT: 0.3,
    },
    ActionKind.LOCK: {
        IntentClass.CREDENTIAL: 0.05,
        IntentClass.MALWARE: 0.1,
        IntentClass.PAYMENT: 0.5,
        IntentClass.EXTORTION: 0.9,
        IntentClass.CALLBACK: 0.8,
        IntentClass.CONTACT: 0.6,
    },
    ActionKind.HOLD: dict.fromkeys(IntentClass, 0.02),
}

FRICTION = {
    ActionKind.NONE: 0.0,
    ActionKind.ANNOTATE: 0.4,
    ActionKind.LOCK: 2.0,
    ActionKind.HOLD: 25.0,
}

BUDGETS = {
    "annotate": Allowance(share=0.02, floor=-3.5, ceiling=-1.1),
    "lock": Allowance(share=0.01, floor=-3.0, ceiling=0.0, of="links"),
    "hold": Allowance(share=0.001, floor=1.0, ceiling=3.0),
}
"""Floors are evidence that triples, quintuples and hundredfolds the prior odds; ceilings are one in four, even odds and
twenty to one that it is an attack."""


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """Nats of log-odds per unit of evidence. Interactions lie in 0..1 and are worth about two nats each."""

    prior: float = -4.6
    """ln odds of malice before anything is known: one mail in a hundred."""
    surprise: float = 0.5
    """Per nat of the bound -ln(-e p ln p) on the evidence in a p-value (Sellke, Bayarri, Berger 2001)."""
    surprise_cap: float = 4.0
    text: float = 0.6
    """Per nat of the text's log-odds; half of what it claims is believed."""
    text_floor: float = -2.0
    """A text may exonerate only so far: thieves write well."""
    text_cap: float = 6.0
    together: float = 0.4
    """Per nat of min(surprise, ask): a surprising mail that asks for something is more than both."""
    stranger_link: float = 2.0
    stranger_attachment: float = 1.5
    stranger_ask: float = 1.5
    deviant_link: float = 2.0
    deviant_ask: float = 1.5
    name_ask: float = 2.0
    name_payload: float = 2.0
    money: float = 2.0
    """A payee new to the organisation, in a mail that asks."""
    failed: float = 1.5
    """Authentication failed outright (absent is not failed), with a payload or an ask."""
    wanted: float = -1.5
    """Own people wrote to this sender before."""


class Losses(Struct, frozen=True, forbid_unknown_fields=True):
    """Loss in arbitrary units; only ratios matter.

    `harm` if an attack of this class succeeds; `left` the share of it that remains after an action; `friction` what the
    action costs an innocent mail.
    """

    harm: dict[IntentClass, float] = field(default_factory=lambda: dict(HARM))
    left: dict[ActionKind, dict[IntentClass, float]] = field(default_factory=lambda: dict(LEFT))
    friction: dict[ActionKind, float] = field(default_factory=lambda: dict(FRICTION))


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole policy. `version` is written into every verdict."""

    version: str = "written-prior-1"
    weights: Weights = Weights()
    losses: Losses = field(default_factory=Losses)
    budgets: dict[str, Allowance] = field(default_factory=lambda: dict(BUDGETS))
    """Share of the mail that may get at least this action, lowest score for it, and of which mail."""
    learning_days: int = 14
    learning_messages: int = 2_000
    """Until one of the two is reached, surprise alone brings a banner at most."""
    own_margin: float = 1.0
    """Nats that mail of own people must score above a threshold: it is seldom malicious, and much of it is odd."""
    exempt: frozenset[str] = frozenset()
    """Addresses that are never acted on: the security desk and the abuse mailbox."""


DEFAULT_TABLE = Table()
