"""The shipped weights load and judge; files that are no weights are refused."""

from __future__ import annotations

import io
import math
import time
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstsight.errors import ConfigError
from firstsight.intent.features import reading
from firstsight.intent.hashing import WIDTH
from firstsight.intent.model import HIGHEST, LOWEST, MALICIOUS, PEACEFUL, Model, Weights, intent_of, load, shipped
from firstsight.intent.model import weights_of as read_weights
from firstsight.model import IntentClass
from tests.mails import mail

OCTETS = 3_000_000
"""Most that the weights may add to the package."""

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


@pytest.fixture(scope="module")
def model() -> Model:
    return shipped()


def blob() -> bytes:
    return files("firstsight.intent").joinpath("weights.npz").read_bytes()


def small(**arrays: Any) -> bytes:
    """A file of weights, all zero but for what is given."""
    whole: dict[str, Any] = {
        "malice": np.zeros(WIDTH, np.float16),
        "kinds": np.zeros((WIDTH, 8), np.float16),
        "bias": np.zeros(9),
        "temperature": np.ones(2),
    }
    out = io.BytesIO()
    np.savez(out, **(whole | arrays))
    return out.getvalue()


def test_the_file_is_small_and_names_itself(model: Model) -> None:
    assert len(blob()) <= OCTETS
    assert model.id == f"intent-{read_weights(blob()).digest}"


def test_the_card_is_of_these_weights(model: Model) -> None:
    assert model.id in files("firstsight.intent").joinpath("MODEL_CARD.md").read_text(encoding="utf-8")


def test_dumping_and_loading_keeps_every_bit() -> None:
    weights = read_weights(blob())
    again = read_weights(weights.dump())
    assert again.digest == weights.digest
    assert weights.dump() == again.dump()


@given(ANY_TEXT, ANY_TEXT)
def test_any_mail_has_a_bounded_intent(subject: str, text: str) -> None:
    intent = _shared().judge(mail(subject=subject, text=text))
    assert LOWEST <= intent.odds <= HIGHEST
    assert math.isclose(sum(intent.shares), 1, abs_tol=1e-6)
    assert (intent.kind in PEACEFUL) == (intent.odds < 0)


def test_a_word_of_a_megabyte_takes_bounded_time(model: Model) -> None:
    before = time.process_time()
    intent = model.judge(mail(subject="\ud800", text="x" * 1_000_000))
    assert time.process_time() - before < 1
    assert math.isfinite(intent.odds)


@pytest.mark.parametrize("odds", [-1.0, 1.0])
def test_the_binary_head_chooses_the_side_the_other_the_kind_in_it(odds: float) -> None:
    scores = np.array([odds, 0, 5, 9, 0, 0, 0, 0, 0]) if odds > 0 else np.array([odds, 0, 5, 9, 9, 0, 0, 0, 0])
    intent = intent_of(scores)
    assert intent.kind is (IntentClass.EXTORTION if odds > 0 else IntentClass.PROMOTION)
    assert intent.kind in (MALICIOUS if odds > 0 else PEACEFUL)


def test_the_temperature_divides_the_odds() -> None:
    bias = np.array([3.0] + [0.0] * 8)
    assert load(small(bias=bias)).judge_text("hello").odds == pytest.approx(3)
    assert load(small(bias=bias, temperature=np.array([2.0, 1.0]))).judge_text("hello").odds == pytest.approx(1.5)


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"not an archive",
        small()[:500],
        small(malice=np.zeros(5, np.float16)),
        small(malice=np.full(WIDTH, np.nan, np.float16)),
        small(malice=np.zeros(WIDTH, np.int64)),
        small(temperature=np.zeros(2)),
        small(bias=np.array([None] * 9, dtype=object)),
    ],
    ids=["empty", "garbage", "cut", "shape", "nan", "whole numbers", "temperature", "pickle"],
)
def test_a_file_that_is_no_model_is_refused(octets: bytes) -> None:
    with pytest.raises(ConfigError, match="intent model"):
        load(octets)


FRAUD = [
    (
        "Small errand",
        "Hi Anna, could you pop out and get six gift cards? Scratch them and mail me a photo of each code.",
    ),
    ("Your mailbox", "Your password runs out this evening. Sign in here to keep it: https://mail.pages.dev/keep"),
    ("I watched you", "My trojan filmed you. Pay 900 dollars in bitcoin or your contacts get the video."),
    ("Kontowechsel", "Wir haben eine neue Bank. Bitte überweisen Sie die offene Rechnung nur noch auf das neue Konto."),
    ("Ihr Konto", "Ihr Konto wurde gesperrt. Bestätigen Sie Ihre Daten hier: https://bank.web.app/login"),
    ("Colis", "Votre colis est bloqué. Payez les frais de 1,99 par carte: https://colis.web.app/payer"),
    ("Cuenta", "Su cuenta ha sido suspendida. Verifique su identidad en https://banco.web.app o será cerrada."),
    ("Conta", "Sua conta foi bloqueada. Atualize seus dados e sua senha em https://banco.web.app para desbloquear."),
    (
        "Rekening",
        "Uw bankpas is geblokkeerd. Bevestig uw gegevens via https://bank.web.app om de blokkade op te heffen.",
    ),
    ("Bonifico", "Sono in riunione. Faccia subito un bonifico urgente a questo nuovo IBAN e non ne parli con nessuno."),
]
PEACE = [
    ("Lunch", "Hi Anna, shall we have lunch on Thursday? I will be in the office until two."),
    (
        "Re: [PATCH] driver",
        "This breaks the build on my board. Could you rebase it and send the log of the failing test?",
    ),
    ("Protokoll", "Anbei das Protokoll von gestern. Sag bitte Bescheid, wenn etwas fehlt."),
    ("Réunion", "Peut-on décaler la réunion de jeudi à 14 h ? Je t'envoie l'ordre du jour ce soir."),
    ("Reunión", "¿Podemos pasar la reunión del jueves a las diez? Te mando el orden del día esta tarde."),
    ("Férias", "Estou de férias até segunda-feira. Em caso urgente fale com a Carla."),
]


@pytest.mark.parametrize(("subject", "text"), FRAUD)
def test_plain_fraud_is_on_the_malicious_side(model: Model, subject: str, text: str) -> None:
    assert model.judge_text(reading(subject, text)).odds > 0


@pytest.mark.parametrize(("subject", "text"), PEACE)
def test_plain_work_is_on_the_peaceful_side(model: Model, subject: str, text: str) -> None:
    assert model.judge_text(reading(subject, text)).odds < 0


def test_a_model_is_made_of_its_weights_alone() -> None:
    weights: Weights = read_weights(blob())
    one, other = Model(weights), Model(weights)
    assert one.judge_text("send money") == other.judge_text("send money")


_LOADED: list[Model] = []


def _shared() -> Model:
    """One model for all examples; hypothesis forbids fixtures that are made anew for each."""
    if not _LOADED:
        _LOADED.append(shipped())
    return _LOADED[0]
