"""Somebody outside uses an address of ours."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.model import Evidence, Severity


@detector("mail.spoofed-own-domain", Severity.HIGH, 70, nats=2.0, techniques=("T1656", "T1566"))
def spoofed_own_domain(evidence: Evidence) -> Iterator[Said]:
    """An address of an own domain in From, and authentication by a trusted server failed (RFC 8601).

    Blind to: own domains without SPF, DKIM and DMARC records, and archives without trusted Authentication-Results.
    """
    event = evidence.event
    failed = event.auth.dmarc == "fail" or (event.auth.spf in ("fail", "softfail") and event.auth.dkim == "fail")
    if failed and evidence.claims_own:
        reason = (
            f"{event.author.addr} is ours, but SPF {event.auth.spf}, DKIM {event.auth.dkim}, DMARC {event.auth.dmarc}"
        )
        yield reason, f"mail:{event.author.addr}", ()
