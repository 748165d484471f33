"""A simulated gateway that learns of campaigns from others, against a judge of the first message."""

from firstsight.lab.gateway.assumptions import Assumptions
from firstsight.lab.gateway.first import FirstEncounter, first_encounter

__all__ = ["Assumptions", "FirstEncounter", "first_encounter"]
