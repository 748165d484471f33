"""A known person's name at an address that was never theirs."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Severity


@detector("mail.known-name-new-address", Severity.MEDIUM, 50, nats=1.0, techniques=("T1656",))
def known_name_new_address(evidence: Evidence) -> Iterator[Said]:
    """The display name is established here and never came from this address, which nobody here has written to.

    Own people's names are told by `mail.own-name-from-outside` instead.
    Blind to: single-word names, names spelled with other letters (look-alikes), people with namesakes.
    """
    facts = evidence.facts
    if facts.name_elsewhere and not facts.own_name and not facts.wrote_to and facts.sender_days == 0.0:
        author = evidence.event.author
        yield f'"{author.name}" is known here under other addresses, never {author.addr}', f"mail:{author.addr}", ()
