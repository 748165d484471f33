"""A wallet and an amount of a stranger are told."""

from __future__ import annotations

from firstsight.detectors.ask.wallet_demand import wallet_demand
from firstsight.mail.details import details_of
from firstsight.model import AuthResults, Facts, Finding
from tests.mails import mail
from tests.unit.detectors.evidence import evidence


def told(text: str, *seen: object, facts: Facts | None = None) -> list[Finding]:
    event = mail(text=text, details=details_of(text))
    return list(wallet_demand.detect(evidence(event, *seen, facts=facts)))  # type: ignore[arg-type]  # surprises only


WALLET = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"


def test_a_verified_wallet_with_a_deadline_is_told() -> None:
    (finding,) = told(f"Send the coins to {WALLET} within 48 hours.")
    assert finding.subject == f"wallet:{WALLET}"
    assert "deadline 48h" in finding.reason


def test_who_claims_to_write_from_our_own_account_is_told() -> None:
    text = f"I write from your account. Send USD 900 to {WALLET}."
    failed = AuthResults("fail", "none", "fail", source="header")
    event = mail("ana@corp.example", text=text, details=details_of(text), auth=failed)
    known = Facts(sender_days=90.0, wrote_to=True)
    (finding,) = wallet_demand.detect(evidence(event, facts=known, claims_own=True))
    assert finding.reason.endswith("ana@corp.example is one of ours, and authentication failed")
    passed = mail("ana@corp.example", text=text, details=details_of(text))
    assert not [*wallet_demand.detect(evidence(passed, facts=known, claims_own=True))]


def test_a_damaged_wallet_or_a_known_sender_is_not() -> None:
    assert not told(f"Send the coins to {WALLET[:-1]}b within 48 hours.")
    assert not told(f"Send the coins to {WALLET} within 48 hours.", facts=Facts(sender_days=3.0))
