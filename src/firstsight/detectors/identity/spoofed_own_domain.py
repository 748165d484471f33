"""Somebody outside uses an address of ours."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.mail.trust.envelope import failed
from firstsight.model import Evidence, Severity


@detector("mail.spoofed-own-domain", Severity.HIGH, 70, nats=2.0, techniques=("T1656", "T1566"))
def spoofed_own_domain(evidence: Evidence) -> Iterator[Said]:
    """An address of an own domain in From, and authentication by a trusted server failed (RFC 8601).

    Blind to: own domains without SPF, DKIM and DMARC records, and archives without trusted Authentication-Results.
    """
    event = evidence.event
    auth = event.auth
    if evidence.claims_own and failed(auth, event.author.domain):
        reason = f"{event.author.addr} is ours, but SPF {auth.spf}, DKIM {auth.dkim}, DMARC {auth.dmarc}"
        yield reason, f"mail:{event.author.addr}", ()
