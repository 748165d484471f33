"""What a mail asks for, by two linear models over the same hashed n-grams.

One binary head says malicious or not, one multinomial head which kind; a score per kind, summed, was worse at the
first question (measured: per-intent heads lose 15 points of recall at 1 % of ham). Weights are plain arrays in an
.npz, without pickle.
"""

from __future__ import annotations

import io
import math
import zipfile
from hashlib import blake2b
from importlib.resources import files
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from firstsight.errors import ConfigError
from firstsight.intent.features import of_mail
from firstsight.intent.hashing import WIDTH, Floats, vector
from firstsight.model import EmailActivity, Intent, IntentClass

LOWEST: Final = -4.0
HIGHEST: Final = 8.0
"""Bounds of the log-odds: a text may neither exonerate nor convict a mail alone (policy, expected loss)."""
KINDS: Final = tuple(IntentClass)
PEACEFUL: Final = (IntentClass.BENIGN, IntentClass.PROMOTION)
"""The kinds that the binary head calls benign."""
MALICIOUS: Final = tuple(kind for kind in KINDS if kind not in PEACEFUL)
"""The others. The binary head chooses the side, the multinomial one the kind within it."""
_SHAPES: Final = {"malice": (WIDTH,), "kinds": (WIDTH, len(KINDS)), "bias": (1 + len(KINDS),), "temperature": (2,)}


class Weights(Struct, frozen=True):
    """The arrays of a model: `malice` and `kinds` in float16 over `WIDTH` features, the biases and two temperatures.

    `bias[0]` and `temperature[0]` belong to the binary head, the others to the multinomial one.
    """

    malice: NDArray[np.float16]
    kinds: NDArray[np.float16]
    bias: NDArray[np.float64]
    temperature: NDArray[np.float64]

    def dump(self) -> bytes:
        """The octets of the .npz; the same weights give the same octets."""
        out = io.BytesIO()
        np.savez_compressed(out, malice=self.malice, kinds=self.kinds, bias=self.bias, temperature=self.temperature)
        return out.getvalue()

    @property
    def digest(self) -> str:
        """12 hex digits that name these numbers."""
        state = blake2b(digest_size=6)
        for array, kind in ((self.malice, "<f2"), (self.kinds, "<f2"), (self.bias, "<f8"), (self.temperature, "<f8")):
            state.update(np.ascontiguousarray(array, dtype=kind).tobytes())
        return state.hexdigest()


class Model:
    """A loaded model. Reading it is free of state: one may serve any number of threads."""

    def __init__(self, weights: Weights) -> None:
        self.id = f"intent-{weights.digest}"
        """Name of these very numbers, for the log."""
        scale = np.concatenate(([weights.temperature[0]], np.full(len(KINDS), weights.temperature[1])))
        table = np.concatenate((weights.malice[:, None], weights.kinds), axis=1, dtype=np.float64)
        self._table: Floats = np.ascontiguousarray(table / scale, dtype=np.float32)
        self._bias = weights.bias / scale

    def judge(self, event: EmailActivity) -> Intent:
        """What the text of one mail asks for."""
        return self.judge_text(of_mail(event))

    def judge_text(self, reading: str) -> Intent:
        """The same for a text as `features.reading` makes it."""
        index, values = vector(reading)
        return intent_of((values @ self._table[index]).astype(np.float64) + self._bias)


def intent_of(scores: NDArray[np.float64]) -> Intent:
    """The intent of scores after the temperature: the binary head's first, then one for each class."""
    odds = min(max(float(scores[0]), LOWEST), HIGHEST)
    powers = np.exp(scores[1:] - scores[1:].max())
    shares = tuple((powers / powers.sum()).tolist())
    of = dict(zip(KINDS, shares, strict=True))
    return Intent(max(PEACEFUL if odds < 0 else MALICIOUS, key=of.__getitem__), odds, shares)


def weights_of(blob: bytes) -> Weights:
    """The weights in the octets of an .npz; raises ConfigError for anything that is not a model of this build."""
    try:
        with np.load(io.BytesIO(blob), allow_pickle=False) as arrays:
            found = {name: arrays[name] for name in _SHAPES}
    except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as fault:
        raise ConfigError(f"intent model: not a file of weights ({fault})") from fault
    for name, shape in _SHAPES.items():
        if found[name].shape != shape or found[name].dtype.kind != "f" or not np.isfinite(found[name]).all():
            raise ConfigError(f"intent model: '{name}' should be {shape} finite numbers, is {found[name].shape}")
    if not all(value > 0 and math.isfinite(value) for value in found["temperature"]):
        raise ConfigError("intent model: a temperature must be above zero")
    return Weights(**found)


def load(blob: bytes) -> Model:
    """The model in the octets of an .npz; raises ConfigError."""
    return Model(weights_of(blob))


def shipped() -> Model:
    """The model that comes with the package (MODEL_CARD.md beside it)."""
    return load(files("firstsight.intent").joinpath("weights.npz").read_bytes())
