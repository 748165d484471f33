"""A new number beside a charge, from a stranger, is told."""

from __future__ import annotations

from firstsight.detectors.ask.callback_number import callback_number
from firstsight.mail.details import details_of
from firstsight.model import Facts, Finding
from tests.mails import mail
from tests.unit.detectors.evidence import evidence, surprise


def told(text: str, *seen: object, facts: Facts | None = None) -> list[Finding]:
    event = mail(text=text, details=details_of(text))
    return list(callback_number.detect(evidence(event, *seen, facts=facts)))  # type: ignore[arg-type]  # surprises only


TEXT = "Your plan was renewed for $389.99. To cancel call +1 888 555 0100."
NEW = surprise("payee_for_org", "tel:885550100", 0.0)


def test_a_new_number_beside_an_amount_is_told() -> None:
    (finding,) = told(TEXT, NEW)
    assert finding.reason.startswith("toll-free number 18885550100, never seen here, beside amount USD 389.99")


def test_a_number_that_costs_is_a_number() -> None:
    text = TEXT.replace("888", "202")
    (finding,) = told(text, surprise("payee_for_org", "tel:025550100", 0.0))
    assert finding.reason.startswith("number 12025550100, never seen here")
    assert finding.targets == ("12025550100",)


def test_a_known_number_a_known_sender_and_a_number_without_a_charge_are_not() -> None:
    assert not told(TEXT, surprise("payee_for_org", "tel:885550100", 4.0))
    assert not told(TEXT, NEW, facts=Facts(sender_days=5.0))
    assert not told("My number is +1 888 555 0100.", NEW)
