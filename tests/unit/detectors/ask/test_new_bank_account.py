"""A change of the account to be paid is told."""

from __future__ import annotations

from firstsight.detectors.ask.new_bank_account import new_bank_account
from firstsight.mail.details import details_of
from firstsight.model import Facts, Finding
from tests.mails import mail
from tests.unit.detectors.evidence import evidence, surprise


def told(text: str, *seen: object, facts: Facts | None = None) -> list[Finding]:
    event = mail(text=text, details=details_of(text))
    return list(new_bank_account.detect(evidence(event, *seen, facts=facts)))  # type: ignore[arg-type]  # surprises only


IBAN = "GB82WEST12345698765432"
NEW = surprise("payee_for_org", f"iban:{IBAN}", 0.0)


def test_words_about_a_change_are_told_with_the_account() -> None:
    (finding,) = told(f"Our bank details have changed. IBAN {IBAN}", NEW, facts=Facts(sender_days=30.0))
    assert finding.reason.endswith(f"the new account {IBAN} was never seen here; sender known for 30 days")


def test_a_supplier_who_named_others_is_told() -> None:
    other = surprise("payee_for_sender", f"iban:{IBAN}", 0.0, 0.0)
    (finding,) = told(f"Please pay to IBAN {IBAN}.", NEW, other)
    assert finding.reason == f"partner.example named 3 other accounts before, never {IBAN}"


def test_an_account_that_is_known_here_is_not() -> None:
    assert not told(f"Please pay to IBAN {IBAN}.", surprise("payee_for_org", f"iban:{IBAN}", 4.0))
    assert not told("See you on Monday.")
