"""Labels by folder and by phrases."""

from __future__ import annotations

import pytest

from firstsight.intent.weak import kind_in, kind_of_spam, weight_in
from firstsight.model import IntentClass

ADVANCE_FEE = "I am the next of kin. Twenty million US dollars lie at a security company; strictly confidential."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (ADVANCE_FEE, IntentClass.PAYMENT),
        ("Please verify your account or it will be closed", IntentClass.CREDENTIAL),
        ("Run the attached file, it removes klez", IntentClass.MALWARE),
        ("Mortgage rates are low, refinance today", IntentClass.PROMOTION),
        ("Earn US dollars at home", IntentClass.PROMOTION),
    ],
)
def test_old_spam_is_named_by_its_words(text: str, kind: IntentClass) -> None:
    assert kind_of_spam(text) is kind
    assert kind_of_spam(text.upper()) is kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("easy-ham-2", IntentClass.BENIGN),
        ("hard-ham-1", IntentClass.PROMOTION),
        ("Spam", IntentClass.PAYMENT),
        ("extortion", IntentClass.EXTORTION),
        ("sent", None),
    ],
)
def test_a_folder_names_the_class(folder: str, kind: IntentClass | None) -> None:
    assert kind_in(folder, ADVANCE_FEE) is kind


def test_only_old_spam_that_sells_weighs_less() -> None:
    assert weight_in("spam-1", IntentClass.PROMOTION) < weight_in("spam-1", IntentClass.PAYMENT)
    assert weight_in("hard-ham-1", IntentClass.PROMOTION) == weight_in("easy-ham-1", IntentClass.BENIGN) == 1.0
