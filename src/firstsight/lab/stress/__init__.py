"""What could break it, tried on made-up organisations: each scenario gives numbers, none gives a verdict."""

from firstsight.lab.stress.ground import Ground
from firstsight.lab.stress.scenarios import SCENARIOS, Scenario
from firstsight.lab.stress.table import Row, Table

__all__ = ["SCENARIOS", "Ground", "Row", "Scenario", "Table"]
