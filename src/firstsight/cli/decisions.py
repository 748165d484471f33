"""`firstsight release` and `firstsight report`: what a person says about a verdict, and what follows for the counts."""

from __future__ import annotations

from pathlib import Path

from firstsight import app as wiring
from firstsight.store import people


def release(message: str, /, *, store: Path) -> int:
    """Say that a message is fine: what it shows becomes normal at once, although it was acted on.

    Parameters
    ----------
    message
        Its id, as in the line of JSON, or the hash of its octets.
    store
        Folder of the store.
    """
    with wiring.opened(store) as disk:
        verdict = people.find(disk, message)
        taught = people.release(disk, verdict)
    print(f"{verdict.label}: {'released, and learnt from' if taught else 'had taught already'}")
    return 0


def report(message: str, /, *, store: Path) -> int:
    """Say that a message was bad: what it taught is taken back, exactly.

    Parameters
    ----------
    message
        Its id, as in the line of JSON, or the hash of its octets.
    store
        Folder of the store.
    """
    with wiring.opened(store) as disk:
        verdict = people.find(disk, message)
        taken = people.report(disk, verdict)
    print(f"{verdict.label}: {'reported, and unlearnt' if taken else 'had taught nothing'}")
    return 0
