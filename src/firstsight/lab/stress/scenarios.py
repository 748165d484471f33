"""Every scenario by its name."""

from __future__ import annotations

from collections.abc import Callable

from firstsight.lab.stress.beginning import beginning
from firstsight.lab.stress.drift import drift
from firstsight.lab.stress.ground import Ground
from firstsight.lab.stress.moving import another_provider, renamed
from firstsight.lab.stress.newcomers import newcomers
from firstsight.lab.stress.poisoning import poisoning
from firstsight.lab.stress.table import Table

Scenario = Callable[[Ground], Table]
"""Tries something on the ground and says what was found."""

SCENARIOS: dict[str, Scenario] = {
    "poisoning": poisoning,
    "newcomers": newcomers,
    "beginning": beginning,
    "renamed": renamed,
    "another-provider": another_provider,
    "drift": drift,
}
"""In the order in which they are tried."""
