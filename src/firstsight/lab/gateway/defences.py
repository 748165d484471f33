"""What may stand between an attack and its reader: as the probability that nothing does, at a time, for a campaign."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from msgspec import Struct

from firstsight.lab.gateway.assumptions import CLICKS, Assumptions
from firstsight.lab.gateway.campaigns import Campaign
from firstsight.lab.gateway.waiting import HOUR, Floats

MOST_REPORTING = 64
"""Messages of one campaign that reports are expected of: somebody has reported by then."""

MOST_SURE = 1.0 - 1e-9
"""That somebody reports; certainty would have no logarithm."""

_HANDLINGS = 64
"""Quantiles of the time that a report takes to be handled."""

_MOMENTS = np.concatenate(([0.0], np.geomspace(30.0, 120 * 86_400.0, 120)))
"""Seconds after each message at which the probability of a report is known; straight lines between them."""


class Defence(Protocol):
    """Something that comes to know a campaign."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def judges(self) -> bool:
        """Whether what firstsight did to each message counts."""

    def ignorant(self, campaign: Campaign, times: Floats) -> Floats:
        """The probability that the campaign is not known at each of `times` (seconds since 1970)."""


class Nothing(Struct, frozen=True):
    """Mail is delivered."""

    name: str = "nothing"
    judges: bool = False

    def ignorant(self, campaign: Campaign, times: Floats) -> Floats:
        """1: nobody ever knows."""
        return np.ones(len(times))


class FirstSight(Struct, frozen=True):
    """Each message is judged when it comes, by itself; nothing is known of campaigns."""

    name: str = "firstsight"
    judges: bool = True

    def ignorant(self, campaign: Campaign, times: Floats) -> Floats:
        """1: what is done to a message is in its verdict."""
        return np.ones(len(times))


class Gateway(Struct, frozen=True):
    """A deny-list: a campaign is on it some time after its first message anywhere, or never."""

    assumed: Assumptions
    name: str = "gateway"
    judges: bool = False

    def ignorant(self, campaign: Campaign, times: Floats) -> Floats:
        """1 - coverage * P(delay is over)."""
        start = campaign.start - self.assumed.lead_hours * HOUR
        return 1.0 - self.assumed.coverage * self.assumed.listing.below(times - start)


class Reported(Struct, frozen=True):
    """The deny-list, and beside it a desk that enters what recipients here report, whichever comes first.

    Where firstsight judges too, only mail that nothing was done to is reported: the careful side.
    """

    assumed: Assumptions
    name: str = "gateway, reports"
    judges: bool = False

    def ignorant(self, campaign: Campaign, times: Floats) -> Floats:
        """P(not listed) * P(no report was handled)."""
        listed = Gateway(self.assumed).ignorant(campaign, times)
        return listed * (1.0 - self._handled(campaign, times))

    def _handled(self, campaign: Campaign, times: Floats) -> Floats:
        cases = [case for case in campaign.cases if not (self.judges and case.answered)][:MOST_REPORTING]
        if not cases:
            return np.zeros(len(times))
        grid = np.unique(np.concatenate([case.told.time + _MOMENTS for case in cases]))
        waits = self.assumed.handling.quantiles(_HANDLINGS)
        silent = np.zeros((len(grid), _HANDLINGS))
        for case in cases:
            spoken = CLICKS.below((grid[:, None] - waits[None, :] - case.told.time).ravel())
            silent += case.recipients * np.log1p(-min(self.assumed.reporting, MOST_SURE) * spoken).reshape(silent.shape)
        known: Floats = 1.0 - np.exp(silent).mean(axis=1)
        out: Floats = np.interp(times, grid, known, left=0.0)
        return out


def defences(assumed: Assumptions) -> tuple[Defence, ...]:
    """All that are compared, the weakest first."""
    return (
        Nothing(),
        Gateway(assumed),
        Reported(assumed),
        FirstSight(),
        Gateway(assumed, "both", judges=True),
        Reported(assumed, "both, reports", judges=True),
    )
