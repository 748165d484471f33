"""What a verdict teaches, and how names become the numbers that the ledger and the snapshot share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from firstsight.model import Observation, Verdict
from firstsight.relations import SCALES

NAMES_REMEMBERED = 131_072
"""Names whose number is kept at hand (about 30 MB)."""


def lessons_of(verdict: Verdict) -> Iterator[Observation]:
    """The observations that become normal at midnight; none where the verdict is not to be learnt."""
    if verdict.learn:
        for surprise in verdict.surprises:
            if surprise.observation.relation in SCALES:
                yield surprise.observation
        for observation in verdict.remember:
            if observation.relation in SCALES:
                yield observation


class Names:
    """Names as signed 64-bit numbers: a keyed hash, so that nobody outside can make two names collide.

    The key belongs to one store: numbers of two stores cannot be compared.
    """

    def __init__(self, key: bytes) -> None:
        def number(name: str) -> int:
            digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8, key=key).digest()
            return int.from_bytes(digest, "big", signed=True)

        self.number = lru_cache(maxsize=NAMES_REMEMBERED)(number)
