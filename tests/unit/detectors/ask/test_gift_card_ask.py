"""Gift cards, asked for under a known name, are told."""

from __future__ import annotations

from firstsight.detectors.ask.gift_card_ask import gift_card_ask
from firstsight.mail.details import details_of
from firstsight.model import Facts, Finding
from tests.mails import mail
from tests.unit.detectors.evidence import evidence


def told(text: str, *seen: object, facts: Facts | None = None) -> list[Finding]:
    event = mail(text=text, details=details_of(text))
    return list(gift_card_ask.detect(evidence(event, *seen, facts=facts)))  # type: ignore[arg-type]  # surprises only


TEXT = "Please buy five Amazon gift cards for the team."


def test_a_known_name_of_a_stranger_is_told() -> None:
    (finding,) = told(TEXT, facts=Facts(own_name="ana@corp.example"))
    assert finding.reason == 'amazon cards, asked for by "Ben Berger", a name of ana@corp.example'


def test_a_shop_or_a_colleague_is_not() -> None:
    assert not told(TEXT)
    assert not told(TEXT, facts=Facts(sender_days=9.0, name_elsewhere=True))
    assert not told("See you.", facts=Facts(own_name="ana@corp.example"))
