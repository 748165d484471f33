"""A known person's name at an address that was never theirs."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Severity


@detector("mail.known-name-new-address", Severity.MEDIUM, 50, nats=1.0, techniques=("T1656",))
def known_name_new_address(evidence: Evidence) -> Iterator[Said]:
    """The display name is established here and never came from this address, which nobody here has written to.

    Blind to: single-word names, names spelled with other letters (look-alikes), people with namesakes.
    """
    if evidence.facts.name_elsewhere and not evidence.facts.wrote_to and evidence.facts.sender_days == 0.0:
        author = evidence.event.author
        yield f'"{author.name}" is known here under other addresses, never {author.addr}', f"mail:{author.addr}", ()
