"""The sentence that a bank account is new or has changed, and sentences that are not it."""

from __future__ import annotations

import pytest

from firstsight.mail.details.bank_change import NEAR, TOLD
from tests.unit.mail.details.finding import found, written


@pytest.mark.parametrize(
    "text",
    [
        "our bank details have changed",
        "we have a new bank account",
        "update my direct deposit",
        "unsere Bankverbindung hat sich geändert",
        "neue Bankverbindung",
        "nouvelles coordonnées bancaires",
        "nuestra nueva cuenta bancaria",
        "le nuove coordinate bancarie",
        "novos dados bancários",
        "nieuwe bankgegevens",
        "nowy numer rachunku",
        "nya bankuppgifter",
        "yeni banka bilgileri",
    ],
)
def test_a_change_of_account_is_told(text: str) -> None:
    assert found("bank-change", f"Please note: {text}.") == [TOLD]
    assert written("bank-change", f"Please note: {text}.")[0] in text


@pytest.mark.parametrize(
    "text",
    [
        "Our bank details are below.",
        "We changed the office. The bank account is with our accountant.",
        "new year\n\nbank account",
        "update your bank account",
        f"new {'x' * (NEAR + 1)} bank account",
        "a new account for the wiki",
        "the river bank changed",
    ],
)
def test_other_sentences_are_not(text: str) -> None:
    assert found("bank-change", text) == []
