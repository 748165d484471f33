"""Evidence that adds up over many mails."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Severity

RARE = 1e-3
"""Share of mails whose entities have gathered as much evidence, in this organisation, over the last weeks."""


@detector("mail.campaign", Severity.MEDIUM, 60, nats=1.5, techniques=("T1566",))
def campaign(evidence: Evidence) -> Iterator[Said]:
    """A sender, its domain or a link domain has gathered more evidence over its mails than all but one in a thousand.

    Blind to: campaigns that share neither sender, domain nor link domain; the first mail of any campaign.
    """
    if evidence.gathered_p < RARE and evidence.gathered_from:
        reason = f"{evidence.gathered_from} gathered evidence that 1 in {1 / evidence.gathered_p:,.0f} mails reaches"
        yield reason, evidence.gathered_from, ()
