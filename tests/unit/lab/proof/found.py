"""Findings for the tests of the page, from labelled verdicts made by hand."""

from __future__ import annotations

from msgspec import structs

from firstsight.lab.gateway import Assumptions
from firstsight.lab.proof import Findings, findings
from firstsight.lab.quality.told import Case, Cases
from tests.unit.lab.quality.cases import attacks, case, ham


def cases(family: str = "parcel") -> Cases:
    """Forty attacks of two families among two thousand innocent mails."""
    lost = Case(structs.replace(attacks(1, 0)[0].label, id="lost", family=family), attacks(1, 0)[0].told)
    return Cases((*attacks(40, 25), lost), ham(2000, acted=6), (case(),), 0, 0, 0)


def found(title: str = "corp.example", family: str = "parcel", **changes: float) -> Findings:
    """What the page is made of; `changes` go into the assumptions."""
    return findings(title, cases(family), structs.replace(Assumptions(), **changes))
