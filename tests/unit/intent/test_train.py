"""From texts to weights on a handful of texts."""

from __future__ import annotations

import numpy as np
import pytest

from firstsight.intent import train
from firstsight.intent.model import Model
from firstsight.intent.train import Scores, balanced, fold_of, relabelled, thinned, trained
from firstsight.intent.written import Text
from firstsight.model import IntentClass

BAD, GOOD = IntentClass.PAYMENT, IntentClass.BENIGN
ASKS = ("wire the money now", "send the gift cards", "pay to the new account", "transfer it quietly", "buy the codes")
CHATS = ("the meeting moved", "lunch is at noon", "the build is green", "see the agenda", "the printer works again")


def texts() -> list[Text]:
    """Written asks and chats, ten of each, and two hundred dated mails of one folder, a tenth of them asks."""
    out = [Text(f"written:en/a{i}", BAD, f"{ASKS[i % 5]} please {ASKS[(i + 1) % 5]}") for i in range(10)]
    out += [Text(f"written:en/b{i}", GOOD, f"{CHATS[i % 5]} please {CHATS[(i + 2) % 5]}") for i in range(10)]
    for i in range(200):
        kind, said = (BAD, ASKS[i % 5]) if i % 10 == 0 else (GOOD, CHATS[i % 5])
        out.append(Text("corpus:ham", kind, f"{said} on day {chr(97 + i % 26)}", time=1000 + i))
    return out


def test_training_twice_gives_the_same_octets() -> None:
    (one, report), (other, same) = trained(texts()), trained(texts())
    assert one.dump() == other.dump()
    assert report == same


def test_what_was_learnt_is_told_apart_and_reported() -> None:
    weights, report = trained(texts())
    model = Model(weights)
    assert model.id == report.model
    assert model.judge_text("wire it to the new account and buy the gift cards").odds > 0
    assert model.judge_text("the agenda of the meeting at noon").odds < 0
    assert report.texts == {"benign": 190, "payment": 30}
    assert report.ham == 180
    assert report.written.malicious == 10


def test_either_side_weighs_the_same_and_old_mail_not_too_much() -> None:
    mixed = texts()
    weight = balanced(mixed)
    bad = np.array([text.kind is BAD for text in mixed])
    old = np.array([bool(text.time) for text in mixed])
    assert weight[bad].sum() == pytest.approx(weight[~bad].sum())
    assert weight[~bad & old].sum() / weight[~bad].sum() == pytest.approx(train.CORPUS_SHARE)


def test_a_grammar_is_in_one_fold_in_every_language() -> None:
    mixed = [Text(f"written:{lang}/g{i}", BAD, "") for lang in ("en", "de", "ja") for i in range(60)]
    folds = fold_of(mixed).reshape(3, 60)
    assert (folds == folds[0]).all()
    assert len(set(folds[0].tolist())) == train.FOLDS


def test_dated_mail_is_split_by_time() -> None:
    folds = fold_of([Text("corpus:ham", GOOD, "", time=1000 + i) for i in range(100)])
    assert (np.diff(folds) >= 0).all()
    assert set(folds.tolist()) == set(range(train.FOLDS))


def test_spam_that_reads_like_fraud_is_left_out_and_nothing_else() -> None:
    mixed = [
        Text("corpus:spam-1", IntentClass.PROMOTION, "", time=1),
        Text("corpus:spam-1", IntentClass.PROMOTION, "", time=2),
        Text("corpus:spam-1", BAD, "", time=3),
        Text("corpus:ham", GOOD, "", time=4),
        Text("written:en/a", GOOD, ""),
    ]
    odds = np.array([2.0, 0.5, 2.0, 2.0, 2.0])
    assert relabelled(mixed, Scores(odds, np.zeros((5, 8)))) == [1, 2, 3, 4]


def test_all_malicious_and_all_written_texts_teach_the_kinds() -> None:
    mixed = texts()
    kept = [mixed[i] for i in thinned(mixed)]
    assert sum(text.kind is BAD for text in kept) == 30
    assert sum(not text.time for text in kept) == 20
    assert len(kept) < len(mixed)


def test_the_temperature_makes_overconfident_scores_honest() -> None:
    mixed = texts()
    honest = np.where([text.kind is BAD for text in mixed], 1.0, -1.0)
    honest[::4] *= -1
    found = Scores(honest * 20, np.zeros((len(mixed), 8)))
    weights = train.learn(mixed, train.rows_of(mixed), both=False)
    assert train.calibrated(weights, mixed, found).temperature[0] == pytest.approx(max(train.GRID))


def test_no_language_is_a_sign_of_a_side() -> None:
    mixed = [Text(f"written:de/a{i}", BAD, "") for i in range(30)] + [Text("written:de/b", GOOD, "")] * 10
    mixed += [Text(f"written:tr/a{i}", BAD, "") for i in range(5)] + [Text("written:tr/b", GOOD, "")] * 20
    weight = balanced(mixed)
    sums = {(lang, bad): 0.0 for lang in ("de", "tr") for bad in (True, False)}
    for text, one in zip(mixed, weight.tolist(), strict=True):
        sums[text.source[8:10], text.kind is BAD] += one
    assert sums["de", True] == pytest.approx(sums["de", False])
    assert sums["tr", True] == pytest.approx(sums["tr", False])
