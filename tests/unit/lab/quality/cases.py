"""Labelled verdicts for the tests of this folder, made by hand."""

from __future__ import annotations

from firstsight.lab.quality.labels import Label
from firstsight.lab.quality.told import Case, Told
from firstsight.model import DAY, ActionKind, Direction, IntentClass


def case(
    score: float = -5.0,
    *,
    attack: bool = False,
    action: str = "none",
    day: int = 100,
    family: str = "",
    intent: str = "",
    named: str = "benign",
    links: int = 1,
    sure: float | None = None,
    name: str = "",
) -> Case:
    """One message; `intent` is what the label says, `named` what the verdict says."""
    label = Label(name or f"{day}/{score}", attack, family, intent=intent)
    told = Told(label.id, day * DAY, Direction.INBOUND, ActionKind(action), score, IntentClass(named), links, sure)
    return Case(label, told)


def ham(number: int = 1000, acted: int = 0) -> tuple[Case, ...]:
    """So many innocent mails over ten days, scores from -6 up to -5; the last ones were bannered."""
    return tuple(
        case(
            -6.0 + i / number,
            day=100 + i % 10,
            action="annotate" if i >= number - acted else "none",
            name=f"h{i}",
        )
        for i in range(number)
    )


def attacks(number: int = 10, found: int = 7) -> tuple[Case, ...]:
    """So many attacks, of which so many stand far above all ham and were locked."""
    return tuple(
        case(
            3.0 if i < found else -9.0,
            attack=True,
            action="lock" if i < found else "none",
            family="sign-in" if i % 2 else "parcel",
            intent="credential",
            named="credential" if i < found else "promotion",
            name=f"a{i}",
        )
        for i in range(number)
    )
