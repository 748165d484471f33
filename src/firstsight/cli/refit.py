"""`firstsight refit`: how well habits are predicted, and what would predict them better."""

from __future__ import annotations

from pathlib import Path

from firstsight import app as wiring
from firstsight.analytics.refit import lessons
from firstsight.analytics.refit import refit as fit


def refit(*, store: Path) -> int:
    """Predict every counted day of the ledger from those before it; say which concentration and discount do best.

    Nothing is changed: the engine's numbers are the same for every organisation, so that verdicts can be compared.

    Parameters
    ----------
    store
        Folder of the store.
    """
    with wiring.opened(store) as disk:
        found = fit(lessons(disk))
    for one in found:
        pairs = ", ".join(f"a {a:g} d {d:g}" for a, d in one.best)
        print(f"{one.levels} levels, {one.events:,} events: {one.bits:.3f} bits each; {one.best_bits:.3f} at {pairs}")
    if not found:
        print("nothing was counted yet")
    return 0
