"""What is decided, and why: every number that led to it is kept, so that it can be computed from the row alone."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from firstsight.model.evidence import Facts, Finding, Observation, Surprise
from firstsight.model.mail import Direction, EmailActivity


class IntentClass(StrEnum):
    """What the text wants of its reader."""

    BENIGN = "benign"
    PROMOTION = "promotion"
    EXTORTION = "extortion"
    PAYMENT = "payment"
    CREDENTIAL = "credential"
    MALWARE = "malware"
    CALLBACK = "callback"
    CONTACT = "contact"


class Intent(Struct, frozen=True):
    """What the text asks for.

    `kind` is the likeliest class, `odds` the log-odds (natural) that the text is malicious at equal priors, `shares`
    the probability of each class in the order of `IntentClass`.
    """

    kind: IntentClass
    odds: float
    shares: tuple[float, ...]


class Evidence(Struct, frozen=True):
    """All that detectors and policy see of one event."""

    event: EmailActivity
    facts: Facts
    intent: Intent
    surprises: tuple[Surprise, ...]
    p: float
    """Event p-value, calibrated."""
    claims_own: bool = False
    """The address in From is at an own domain, whether or not that is believed."""
    gathered_p: float = 1.0
    """How rare the evidence is that the entities of this event had gathered before it, calibrated."""
    gathered_from: str = ""
    """The entity that had gathered most."""


class ActionKind(StrEnum):
    """Mildest first."""

    NONE = "none"
    ANNOTATE = "annotate"
    LOCK = "lock"
    HOLD = "hold"

    @property
    def rung(self) -> int:
        """0 for the mildest."""
        return list(ActionKind).index(self)


class Action(Struct, frozen=True):
    """One thing to do. `target` is what it is done to (a link's `href`, "" for the whole message)."""

    kind: ActionKind
    target: str = ""
    because: str = ""


class Term(Struct, frozen=True, array_like=True):
    """One summand of the score, in nats of log-odds, with its reason in words."""

    name: str
    nats: float
    reason: str = ""


class Rewritten(Struct, frozen=True, array_like=True):
    """Links of one mail that a gateway had rewritten and that lead to the same host."""

    gateway: str
    """The outermost gateway."""
    host: str
    """Where they lead, "" where only the gateway can tell."""
    domain: str
    """Registrable domain of `host`."""
    count: int
    leaks: tuple[str, ...] = ()
    """Kinds of identifiers that the wrapping gives away: recipient, tenant, customer, message."""
    owner: str = ""
    """Domain of the recipient whose gateway it was, where the wrapping says so."""


class Verdict(Struct, frozen=True):
    """What was decided of one event, with every number it rests on. One of these is one line of the log."""

    uid: str
    label: str
    time: int
    day: int
    """The day whose opening snapshot judged it; not earlier than the day of `time`."""
    direction: Direction
    author: str
    author_name: str
    recipients: tuple[str, ...]
    subject: str
    links: tuple[str, ...]
    """Distinct hosts, for the reader."""
    action: ActionKind
    """The strongest action taken."""
    actions: tuple[Action, ...]
    score: float
    """Log-odds of malice in nats: higher is worse. The sum of `terms`."""
    p: float
    """Event p-value of the surprise, calibrated."""
    intent: Intent
    terms: tuple[Term, ...]
    findings: tuple[Finding, ...]
    reason: str
    facts: Facts
    surprises: tuple[Surprise, ...]
    remember: tuple[Observation, ...]
    """Observations that are learnt and looked up, and never scored (threads, whom own people write to)."""
    lenses: tuple[float, ...]
    """Raw -ln of each lens in the order of `surprise.combine.LENSES`, then of the event, then of the evidence
    gathered.
    """
    thresholds: tuple[float, ...]
    """Score thresholds in force that day for annotate, lock and hold."""
    entities: tuple[str, ...]
    """Entities that the evidence accumulates on."""
    learn: bool
    """Whether its observations become part of normal at midnight."""
    wanted: ActionKind
    """What would have been done with no budget and no learning period: equal to `action` where nothing held it back."""
    runner_up: str = ""
    """The next best action and its expected loss, in words."""
    model: str = ""
    """Id of the intent model and of the policy table."""
    rewritten: tuple[Rewritten, ...] = ()
    """Links that gateways had rewritten, and where they lead: what the rewrite audit counts."""
    counted_on: int | None = None
    """The day under which the ledger counts it, where that is not `day`: it was released later."""
