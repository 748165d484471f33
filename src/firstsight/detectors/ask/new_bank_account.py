"""Money that is to go to another account than before."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.detectors.link.novelty import new_in
from firstsight.mail.details import key_of
from firstsight.model import Evidence, Severity


@detector("mail.new-bank-account", Severity.HIGH, 60, nats=1.5, techniques=("T1657", "T1656"))
def new_bank_account(evidence: Evidence) -> Iterator[Said]:
    """The text says that bank details have changed, or a sender who named other accounts before names a new one.

    Blind to: accounts that stand only in an attachment without a word about a change; a first invoice.
    """
    details = evidence.event.message.details
    new = new_in(evidence, "mail.payee_for_org")
    account = next((d.value for d in details if d.kind in ("iban", "account") and key_of(d) in new), "")
    if any(detail.kind == "bank-change" for detail in details):
        given = f", the new account {account} was never seen here" if account else ""
        days = evidence.facts.sender_days
        yield f"it says that bank details have changed{given}; sender known for {days:.0f} days", "", ()
    elif account and (before := _accounts_before(evidence)):
        count, subject = before
        who = subject.partition(":")[2]
        yield f"{who} named {count:.0f} other accounts before, never {account}", subject, ()


def _accounts_before(evidence: Evidence) -> tuple[float, str] | None:
    """Distinct accounts named before and by whom, where a sender who named any names one that it never did."""
    for surprise in evidence.surprises:
        leaf = surprise.counts[0]
        if surprise.observation.relation == "mail.payee_for_sender" and leaf.c == 0.0 and leaf.k > 0.0:
            return leaf.k, surprise.observation.subject
    return None
