"""A stranger who wants coins."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.detectors.link.novelty import is_stranger
from firstsight.mail.trust.envelope import failed
from firstsight.model import Evidence, Severity


@detector("mail.wallet-demand", Severity.MEDIUM, 70, nats=2.0, techniques=("T1657",))
def wallet_demand(evidence: Evidence) -> Iterator[Said]:
    """A wallet whose checksum is right and an amount or a deadline, from a sender never seen here or not who it says.

    Blind to: wallets in pictures, cut into pieces or sent in a second mail; senders who wrote before.
    """
    event = evidence.event
    spoofed = evidence.claims_own and failed(event.auth, event.author.domain)
    if not (spoofed or is_stranger(evidence)):
        return
    who = f"{event.author.addr} is one of ours, and authentication failed" if spoofed else "sender never seen here"
    details = event.message.details
    pressing = [detail for detail in details if detail.kind in ("amount", "deadline")]
    wallet = next((detail.value for detail in details if detail.kind == "wallet"), "")
    if wallet and pressing:
        what = f"{pressing[0].kind} {pressing[0].value}"
        yield f"wallet {wallet} and {what}; {who}", f"wallet:{wallet}", (wallet,)
