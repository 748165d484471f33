"""From texts to weights: two fits, one temperature each, and the figures of what was held out.

Sources are kept together: a grammar is wholly in a fold or not at all, and dated mail is split by time, because a text
whose twin was learnt says nothing about one that is new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from firstsight.intent.figures import Figures, figures, threshold_at
from firstsight.intent.hashing import WIDTH, Floats, Ints, vector
from firstsight.intent.model import KINDS, PEACEFUL, Weights, intent_of
from firstsight.intent.solver import Array, Matrix, fit, softmax
from firstsight.intent.written import Draw, Text

COST: Final = 4.0
"""Weight of the log-loss against the squared norm, chosen on held-out grammars (1 to 20 are within 3 points of AUC)."""
FEWEST: Final = 2
"""Texts that a bucket must occur in."""
FOLDS: Final = 5
THIN: Final = 5
"""One in so many of the undisputed old mails teaches the kinds."""
SMALL: Final = 0.02
"""Coefficients of the multinomial head below this are left out of the file; they change no share by a per cent."""
CORPUS_SHARE: Final = 0.4
"""Most that old mail may weigh on either side: it is plenty, but of one time and place."""

CORPUS_LANGUAGE: Final = "en"
"""The language that old mail is mostly in."""

Rows = Sequence[tuple[Ints, Floats]]


class Scores(Struct, frozen=True):
    """Raw scores of both heads: `malice` (documents,), `kinds` (documents, classes)."""

    malice: Array
    kinds: Array


def rows_of(texts: Sequence[Text]) -> Rows:
    """Features of each text."""
    return [vector(text.reading) for text in texts]


def is_malicious(texts: Sequence[Text]) -> NDArray[np.bool_]:
    """Whether each text is on the malicious side."""
    return np.array([text.kind not in PEACEFUL for text in texts])


def balanced(texts: Sequence[Text]) -> Array:
    """Weights that sum to one half for each side within every language, so that no language is a sign of a side.

    Old mail has `CORPUS_SHARE` of a side at most, and counts as `CORPUS_LANGUAGE`.
    """
    weight = np.array([text.weight for text in texts], dtype=np.float64)
    written = np.array([_is_written(text) for text in texts])
    bad = is_malicious(texts)
    for side in (bad, ~bad):
        old, new = float(weight[side & ~written].sum()), float(weight[side & written].sum())
        if new and old > CORPUS_SHARE * (old + new):
            weight[side & ~written] *= CORPUS_SHARE / (1 - CORPUS_SHARE) * new / old
    languages = np.array([_language(text) for text in texts])
    for language in np.unique(languages):
        here = languages == language
        sides = [here & side for side in (bad, ~bad) if (here & side).any()]
        whole = float(weight[here].sum())
        for side in sides:
            weight[side] *= whole / len(sides) / float(weight[side].sum())
    for side in (bad, ~bad):
        if side.any():
            weight[side] *= 0.5 * len(texts) / float(weight[side].sum())
    return weight


def _language(text: Text) -> str:
    return text.source.removeprefix("written:").partition("/")[0] if _is_written(text) else CORPUS_LANGUAGE


def by_kind(texts: Sequence[Text], weight: Array) -> Array:
    """Weights for the multinomial head: every class counts as much as the square root of its weight."""
    kinds = np.array([KINDS.index(text.kind) for text in texts])
    out = weight.copy()
    for kind in np.unique(kinds):
        out[kinds == kind] /= np.sqrt(out[kinds == kind].sum())
    out *= len(texts) / float(out.sum())
    return out


def targets(texts: Sequence[Text]) -> Array:
    """One column for each class, in the order of `IntentClass`."""
    out = np.zeros((len(texts), len(KINDS)))
    out[np.arange(len(texts)), [KINDS.index(text.kind) for text in texts]] = 1.0
    return out


def thinned(texts: Sequence[Text]) -> list[int]:
    """The numbers of texts that teach the kinds: of undisputed old mail, which is plenty, one in `THIN`.

    The multinomial head costs eight times the binary one; what it must tell apart is mostly on the malicious side.
    """
    plenty = [bool(text.time) and text.kind in PEACEFUL for text in texts]
    return [i for i, many in enumerate(plenty) if not many or i % THIN == 0]


def learn(texts: Sequence[Text], rows: Rows, cost: float = COST, *, both: bool = True) -> Weights:
    """The weights of both heads, temperatures 1; unless `both`, those of the multinomial head are zero."""
    matrix = Matrix(rows, FEWEST)
    target = is_malicious(texts)[:, None].astype(np.float64)
    bad, bad_bias = fit(matrix, target, balanced(texts), cost)
    malice = np.zeros(WIDTH, dtype=np.float16)
    malice[matrix.columns] = bad[:, 0]
    table, kinds_bias = np.zeros((WIDTH, len(KINDS))), np.zeros(len(KINDS))
    if both:
        table, kinds_bias = _learn_kinds(texts, rows, cost)
    return Weights(malice, table.astype(np.float16), np.concatenate((bad_bias, kinds_bias)), np.ones(2))


def _learn_kinds(texts: Sequence[Text], rows: Rows, cost: float) -> tuple[Array, Array]:
    """Coefficients (features, classes) and biases of the multinomial head."""
    some = thinned(texts)
    texts, rows = [texts[i] for i in some], [rows[i] for i in some]
    matrix = Matrix(rows, FEWEST)
    kinds, bias = fit(matrix, targets(texts), by_kind(texts, balanced(texts)), cost / 2, rounds=40)
    table = np.zeros((WIDTH, len(KINDS)))
    table[matrix.columns] = np.where(np.abs(kinds) < SMALL, 0.0, kinds)
    return table, bias


def scores(weights: Weights, rows: Rows) -> Scores:
    """Raw scores (before the temperature)."""
    malice, kinds = weights.malice.astype(np.float64), weights.kinds.astype(np.float64)
    return Scores(
        np.array([float(values @ malice[index]) for index, values in rows]) + weights.bias[0],
        np.array([values @ kinds[index] for index, values in rows]) + weights.bias[1:],
    )


def fold_of(texts: Sequence[Text]) -> NDArray[np.int64]:
    """The fold of each text: its grammar's, alike in all languages; of dated mail its fifth of its folder's time."""
    dated: dict[str, list[int]] = {}
    for text in texts:
        if text.time:
            dated.setdefault(text.source, []).append(text.time)
    cuts = {source: np.quantile(times, np.arange(1, FOLDS) / FOLDS) for source, times in dated.items()}
    return np.array(
        [
            int(np.searchsorted(cuts[text.source], text.time))
            if text.time
            else Draw(text.source.partition("/")[2]).below(FOLDS)
            for text in texts
        ]
    )


def held_out(texts: Sequence[Text], rows: Rows, cost: float = COST, *, both: bool = True) -> Scores:
    """Scores of each text by a fit that saw neither it nor its source; those of the kinds are zero unless `both`."""
    fold = fold_of(texts)
    malice, kinds = np.zeros(len(texts)), np.zeros((len(texts), len(KINDS)))
    for held in np.unique(fold):
        inside, outside = np.flatnonzero(fold != held).tolist(), np.flatnonzero(fold == held).tolist()
        weights = learn([texts[i] for i in inside], [rows[i] for i in inside], cost, both=both)
        found = scores(weights, [rows[i] for i in outside])
        malice[outside], kinds[outside] = found.malice, found.kinds
    return Scores(malice, kinds)


def temperature(loss_at: Sequence[float], grid: Sequence[float]) -> float:
    """The temperature of the least loss."""
    return grid[int(np.argmin(loss_at))]


GRID: Final = tuple(float(t) for t in np.geomspace(0.25, 8.0, 61))


def calibrated(weights: Weights, texts: Sequence[Text], found: Scores) -> Weights:
    """The weights with temperatures of the least log-loss on held-out scores, both sides weighing the same."""
    weight = balanced(texts)
    signed = np.where(is_malicious(texts), found.malice, -found.malice)
    binary = [float((weight * np.logaddexp(0.0, -signed / t)).sum()) for t in GRID]
    chosen, per_kind = targets(texts), by_kind(texts, weight)
    many = [
        -float((per_kind * np.log(np.maximum((softmax(found.kinds / t) * chosen).sum(axis=1), 1e-12))).sum())
        for t in GRID
    ]
    return structs.replace(weights, temperature=np.array([temperature(binary, GRID), temperature(many, GRID)]))


def relabelled(texts: Sequence[Text], found: Scores, sure: float = 1.0) -> list[int]:
    """The numbers of texts to keep: spam labelled promotion that a fit without it calls a fraud is given no side.

    Held-out log-odds above `sure` say so. Labels that phrases gave are kept: they are the surer ones.
    """
    odds = found.malice.tolist()
    return [
        i for i, text in enumerate(texts) if not ("spam" in text.source and text.kind in PEACEFUL and odds[i] > sure)
    ]


class Report(Struct, frozen=True):
    """What was held out says: each text was scored by a fit that saw neither it nor its source.

    `threshold` is the log-odds that `HAM_SHARE` of the ham of the corpus exceeds, after the temperature; all figures
    are at it. `ham_over_zero` is the share of that ham above even odds.
    """

    model: str
    texts: dict[str, int]
    left_out: int
    temperature: tuple[float, ...]
    threshold: float
    ham: int
    ham_over_zero: float
    corpus: Figures
    """Old mail, spam included: each by a fit that did not see its fifth of the time."""
    written: Figures
    by_language: dict[str, Figures]


HAM_SHARE: Final = 0.01


def trained(texts: Sequence[Text], cost: float = COST) -> tuple[Weights, Report]:
    """The weights fitted on all texts, and the figures of fits that left a fifth of the sources or of the time out."""
    rows = rows_of(texts)
    kept = relabelled(texts, held_out(texts, rows, cost, both=False))
    left_out = len(texts) - len(kept)
    texts, rows = [texts[i] for i in kept], [rows[i] for i in kept]
    found = held_out(texts, rows, cost)
    weights = calibrated(learn(texts, rows, cost), texts, found)
    return weights, _report(weights, texts, found, left_out)


def _report(weights: Weights, texts: Sequence[Text], found: Scores, left_out: int) -> Report:
    scale = np.concatenate((weights.temperature[:1], np.repeat(weights.temperature[1:], len(KINDS))))
    intents = [intent_of(row) for row in np.column_stack((found.malice, found.kinds)) / scale]
    ham = [i for i, text in enumerate(texts) if not _is_written(text) and _is_ham(text)]
    odds = found.malice[ham] / weights.temperature[0]
    threshold = threshold_at(odds, HAM_SHARE)

    def of(wanted: str) -> Figures:
        some = [i for i, text in enumerate(texts) if text.source.startswith(wanted)]
        return figures([texts[i].kind for i in some], [intents[i] for i in some], threshold)

    languages = sorted({text.source.partition("/")[0] for text in texts if _is_written(text)})
    return Report(
        model=f"intent-{weights.digest}",
        texts=dict(sorted(Counter(str(text.kind) for text in texts).items())),
        left_out=left_out,
        temperature=tuple(weights.temperature.tolist()),
        threshold=threshold,
        ham=len(ham),
        ham_over_zero=float((odds > 0).mean()) if ham else 0.0,
        corpus=of("corpus:"),
        written=of("written:"),
        by_language={source.removeprefix("written:"): of(source + "/") for source in languages},
    )


def _is_written(text: Text) -> bool:
    return text.source.startswith("written:")


def _is_ham(text: Text) -> bool:
    return text.kind in PEACEFUL and "spam" not in text.source
