"""A display name that shows another address than the real one."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.mail.domains import registrable
from firstsight.mail.names import address_domain_in
from firstsight.model import Evidence, Severity

SERVICE_NAMES = 3.0
"""An address that so many names write from is a service or a list, which names whom it speaks for."""


@detector("mail.address-in-name", Severity.MEDIUM, 60, nats=1.5, techniques=("T1656", "T1036"))
def address_in_name(evidence: Evidence) -> Iterator[Said]:
    """The display name holds a mail address of another registrable domain: what people read is not who wrote.

    Blind to: addresses that speak for many names (lists, trackers), and those that wrote under this name before.
    """
    author = evidence.event.author
    shown = address_domain_in(author.name)
    if not shown or registrable(shown) == registrable(author.domain) or evidence.facts.wrote_to:
        return
    # of the address behind a name: counts of the name itself first, of the whole organisation last
    counts = next((s.counts for s in evidence.surprises if s.observation.relation == "mail.address_for_name"), ())
    if counts and (counts[0].c > 0.0 or counts[-1].c >= SERVICE_NAMES):
        return
    reason = f'the name shows "{author.name}", the address is {author.addr}; it wrote here'
    yield f"{reason} on {evidence.facts.sender_days:.0f} days", f"mail:{author.addr}", ()
