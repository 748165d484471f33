"""A stranger who wants to be called about a charge."""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.detectors.detector import Said, detector
from firstsight.detectors.link.novelty import is_stranger, new_in
from firstsight.mail.details import key_of
from firstsight.mail.details.phone import is_toll_free
from firstsight.model import Evidence, Severity

ABOUT_MONEY = frozenset({"amount", "order"})
"""Kinds of details that a call is to be about."""


@detector("mail.callback-number", Severity.MEDIUM, 50, nats=1.5, techniques=("T1566.004",))
def callback_number(evidence: Evidence) -> Iterator[Said]:
    """A telephone number that was never seen here, beside an amount or an order, from a sender never seen here.

    Blind to: numbers in pictures; numbers that are given without a charge; senders who wrote before. First mails of
    shops look the same.
    """
    if not is_stranger(evidence):
        return
    details = evidence.event.message.details
    about = sorted((d for d in details if d.kind in ABOUT_MONEY), key=lambda d: d.kind)
    new = new_in(evidence, "mail.payee_for_org")
    for detail in details:
        if about and detail.kind == "phone" and key_of(detail) in new:
            what = f"{about[0].kind} {about[0].value}"
            number = f"toll-free number {detail.value}" if is_toll_free(detail.value) else f"number {detail.value}"
            yield f"{number}, never seen here, beside {what}; sender never seen here", "", (detail.value,)
            return
