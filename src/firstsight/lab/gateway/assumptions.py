"""What is assumed of the world around an archive. Every number can be changed; none comes from an archive."""

from __future__ import annotations

from msgspec import Struct

from firstsight.lab.gateway.waiting import HOUR, Waiting

CLICKS = Waiting(1.0 * HOUR, 1.83)
"""How long those who click take: 50, 80 and 90 % within 1, 5 and 10 hours; the curve gives 50.0, 81.0 and 89.5 %.

Source: Trusteer, The Golden Hour of Phishing (2010), times at which phished credentials were handed in. Proofpoint, The
Human Factor (2018) has 52 % within the hour."""


class Assumptions(Struct, frozen=True):
    """The gateway and the people. The defaults are kind to the gateway where a source leaves room."""

    delay_hours: float = 9.0
    """Median time from a campaign's first message anywhere to its entry in the deny-list.

    Source: Oest et al., Sunrise to Sunset, USENIX Security 2020: nearly nine hours from the first victim to detection.
    """
    delay_spread: float = 1.3
    """Of the logarithm of that time: one campaign in ten is listed within 1.7 hours, one in ten after 48. Our guess."""
    coverage: float = 0.83
    """Share of campaigns that are ever listed. Source: Sheng et al., An Empirical Analysis of Phishing Blacklists, CEAS
    2009: 47 to 83 % after twelve hours; here the best list, and for attacks without a link as well."""
    lead_hours: float = 0.0
    """Time between a campaign's first message anywhere and its first message here."""
    click: float = 0.10
    """Probability that a recipient falls for an attack that nothing stands in the way of.

    Source: Fortra, Gone Phishing Tournament 2023: 10.4 % of 1.37 million recipients clicked."""
    reporting: float = 0.20
    """Probability that a recipient reports it. Source: Verizon, Data Breach Investigations Report 2024, simulations."""
    report_minutes: float = 30.0
    """Median time from the first report to the entry, where reports drive it: a good desk. Our guess."""
    report_spread: float = 1.0
    """Of the logarithm of that time. Our guess."""
    retract: bool = True
    """Whether an entry also protects mail that was delivered before: links are checked when clicked, or mail is pulled
    back."""

    @property
    def listing(self) -> Waiting:
        """From the first message anywhere to the entry."""
        return Waiting(self.delay_hours * HOUR, self.delay_spread)

    @property
    def handling(self) -> Waiting:
        """From the first report to the entry."""
        return Waiting(self.report_minutes * 60.0, self.report_spread)
