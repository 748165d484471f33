"""Money that is to go to another account than before."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.detectors.link.novelty import new_in
from firstsight.mail.domains import registrable
from firstsight.model import Evidence, Severity


@detector("mail.new-bank-account", Severity.HIGH, 60, nats=1.5, techniques=("T1657", "T1656"))
def new_bank_account(evidence: Evidence) -> Iterator[Said]:
    """The text says that bank details have changed, or a domain that named other accounts before names a new one.

    Blind to: accounts that stand only in an attachment without a word about a change; a first invoice.
    """
    details = evidence.event.message.details
    new = new_in(evidence, "mail.payee_for_org")
    account = next((d.value for d in details if d.kind in ("iban", "account") and f"{d.kind}:{d.value}" in new), "")
    if any(detail.kind == "bank-change" for detail in details):
        given = f", the new account {account} was never seen here" if account else ""
        days = evidence.facts.sender_days
        yield f"it says that bank details have changed{given}; sender known for {days:.0f} days", "", ()
    elif account and (before := _accounts_before(evidence)):
        domain = registrable(evidence.event.author.domain)
        yield f"{domain} named {before:.0f} other accounts before, never {account}", f"domain:{domain}", ()


def _accounts_before(evidence: Evidence) -> float:
    """Distinct accounts that the sender's domain named before, 0 where it names an old one."""
    seen = [s for s in evidence.surprises if s.observation.relation == "mail.payee_for_sender"]
    return max((s.counts[0].k for s in seen if s.counts[0].c == 0.0), default=0.0)
