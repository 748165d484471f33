"""A change of the account to be paid is told."""

from __future__ import annotations

from firstsight.detectors.ask.new_bank_account import new_bank_account
from firstsight.mail.details import details_of
from firstsight.model import Counts, Facts, Finding, Observation, Surprise
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore
from tests.mails import OWN, Says, mail
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
    other = surprise("payee_for_sender", f"iban:{IBAN}", 0.0, 0.0, subject="domain:partner.example")
    (finding,) = told(f"Please pay to IBAN {IBAN}.", NEW, other)
    assert finding.reason == f"partner.example named 3 other accounts before, never {IBAN}"


def test_the_first_account_of_a_sender_is_not() -> None:
    nothing = (Counts("level0", 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),)
    first = Surprise(
        Observation("mail.payee_for_sender", "domain:partner.example", f"iban:{IBAN}"), 0.5, 0.5, 1.0, nothing
    )
    assert not told(f"Please pay to IBAN {IBAN}.", NEW, first)


def test_the_engine_tells_a_supplier_who_names_another_account_and_not_the_usual_one() -> None:
    usual, other = details_of(f"IBAN {IBAN}"), details_of("IBAN DE89370400440532013000")
    days = [mail(day=day, details=usual) for day in range(9)]
    last = (mail(day=9, details=usual), mail(day=9, second=1, details=other))
    verdicts = Engine(MemoryStore(), OWN, Says()).handle([*days, *last])
    assert [[finding.detector for finding in verdict.findings] for verdict in verdicts[-2:]] == [
        [],
        ["mail.new-bank-account"],
    ]
    assert verdicts[-1].findings[0].subject == "domain:partner.example"


def test_an_account_that_is_known_here_is_not() -> None:
    assert not told(f"Please pay to IBAN {IBAN}.", surprise("payee_for_org", f"iban:{IBAN}", 4.0))
    assert not told("See you on Monday.")
