"""What was observed of an event, and how surprising that is."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from msgspec import Struct


class Block(StrEnum):
    """Relations that speak of the same thing are one block, so that ten of them do not count ten times."""

    IDENTITY = "identity"
    INFRASTRUCTURE = "infrastructure"
    LINK = "link"
    ATTACHMENT = "attachment"
    TIME = "time"
    VOLUME = "volume"
    ASK = "ask"


class Observation(Struct, frozen=True, array_like=True):
    """`subject` did `value` in `relation`. Entities are strings with a scheme: mail:ana@x.example, domain:x.example.

    `group` is the subject's peer group at that time, a property of the event ("" = none); `amount` is for rates only.
    """

    relation: str
    subject: str
    value: str
    group: str = ""
    amount: float = 0.0


class Counts(Struct, frozen=True, array_like=True):
    """The counts of one level of the back-off, as of last midnight, decayed to the day of the event.

    `level` is the context (subject, group or organisation), `c` and `tau` of the value, `n`, `t`, `k` of the context,
    `u` the probability that this context does something new.
    """

    level: str
    c: float
    tau: float
    n: float
    t: float
    k: float
    u: float


class Surprise(Struct, frozen=True, array_like=True):
    """How surprising one observation is: p as computed, `calibrated` against the relation's own history, e beside it.

    `calibration` names the stratum that was used and how many values stood in it.
    """

    observation: Observation
    p: float
    calibrated: float
    e: float
    counts: tuple[Counts, ...]
    calibration: str = ""

    @property
    def new_everywhere(self) -> bool:
        """Nobody in the organisation ever did this, as far as the counts go."""
        return all(level.c == 0.0 for level in self.counts)


class Facts(Struct, frozen=True):
    """What is known of the two ends of a mail before it is judged; days are decayed days seen (0 = never)."""

    sender_days: float = 0.0
    """Days on which the organisation saw this sender address."""
    domain_days: float = 0.0
    """Days on which the organisation saw this sender domain."""
    pair_days: float = 0.0
    """Days on which this recipient (the best acquainted one) heard from this sender."""
    wrote_to: bool = False
    """A recipient, or a colleague, has written to this sender before."""
    thread_known: bool = False
    """It answers a Message-ID that was seen here."""
    name_elsewhere: bool = False
    """The display name belongs to another address that is well known here."""
    resembles: str = ""
    """The domain of the author is easily taken for this one, which is ours or well known here; "" = for none."""
    resembles_how: str = ""
    """How, in the words of `mail.likeness`: letters, spelling, suffix or words."""
    resembles_own: bool = False
    """That domain is ours."""
    own_name: str = ""
    """The author comes from outside under the display name of this own person (an address); "" = of none."""
    reply_elsewhere: bool = False
    """Answers would go to a domain that is neither the author's nor one this author had answers sent to before."""
    thread_claimed: bool = False
    """It says that it answers a mail, and no mail that it names was ever seen here."""
    age_days: int = 0
    """Days since the author's domain was first seen here (0 = never before today)."""


class Severity(IntEnum):
    """OCSF severity_id."""

    INFORMATIONAL = 1
    LOW = 2
    MEDIUM = 3
    HIGH = 4
    CRITICAL = 5


class Finding(Struct, frozen=True):
    """What a detector says, with the counts in its reason. `confidence` is 0..100, `techniques` are ATT&CK ids."""

    detector: str
    severity: Severity
    confidence: int
    reason: str
    techniques: tuple[str, ...] = ()
    subject: str = ""
    targets: tuple[str, ...] = ()
