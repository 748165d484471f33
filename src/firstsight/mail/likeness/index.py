"""Many domains, and a fast answer to which of them another one is easily taken for.

A look-up costs some tens of dictionary look-ups, whatever the number of domains; a domain costs about as many entries
as its label has letters. What is found is compared in full (`likeness.domains.resembles`), so an entry in common is
only a hint.
"""

from __future__ import annotations

from collections.abc import Iterator

from firstsight.mail.likeness.domains import HOWS, Name, leading, name_of, names_inside, resembles
from firstsight.mail.likeness.spelling import LONG_WORD, SHORTEST_WORD, without_one

_NONE: tuple[str, ...] = ()


class Index:
    """Registrable domains by what they are mistaken for. Domains can be added; the order does not matter."""

    def __init__(self) -> None:
        self._domains: set[str] = set()
        self._forms: dict[str, tuple[str, ...]] = {}
        self._slips: dict[str, tuple[str, ...]] = {}
        self._heads: dict[str, tuple[str, ...]] = {}
        self._tails: dict[str, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._domains)

    def __contains__(self, domain: str) -> bool:
        """Whether this registrable domain was added."""
        return domain in self._domains

    def add(self, domain: str) -> None:
        """Take in the registrable part of a domain (lower case); nothing happens where it is there already."""
        name = name_of(domain)
        if not name.form or name.domain in self._domains:
            return
        self._domains.add(name.domain)
        word = name.plain
        _put(self._forms, name.form, name.domain)
        if len(word) >= SHORTEST_WORD:
            for key in without_one(word):
                _put(self._slips, key, name.domain)
        if len(word) >= LONG_WORD:
            half = len(word) // 2
            for key in without_one(word[:half]):
                _put(self._heads, key, name.domain)
            for key in without_one(word[half:]):
                _put(self._tails, key, name.domain)

    def like(self, domain: str) -> list[tuple[str, str]]:
        """Every domain here that `domain` resembles and how, the most telling way first, then by name."""
        name = name_of(domain)
        if not name.form:
            return []
        found = {other: how for other in self._hints(domain, name) if (how := resembles(domain, other))}
        return sorted(found.items(), key=lambda item: (HOWS.index(item[1]), item[0]))

    def _hints(self, domain: str, name: Name) -> set[str]:
        """Domains that may be alike: all that are, and few others."""
        hints = set(self._forms.get(name.form, _NONE))
        for form in names_inside(name):
            hints.update(self._forms.get(form, _NONE))
        pretended = leading(domain, name)
        if pretended in self._domains:
            hints.add(pretended)
        if len(name.plain) >= SHORTEST_WORD:
            for key in without_one(name.plain):
                if key in self._slips:
                    hints.update(self._slips[key])
        if len(name.plain) >= LONG_WORD:
            hints.update(self._half_alike(name.plain))
        return hints

    def _half_alike(self, word: str) -> Iterator[str]:
        """Domains whose first or second half is at most one slip away from the beginning or the end of a word.

        Two slips in a word leave one of its halves with one at most. The other word's half may be longer or shorter,
        since the lengths differ by two at most.
        """
        length = len(word)
        for shorter in range((length - 2) // 2 - 1, (length + 2) // 2 + 2):
            for key in without_one(word[:shorter]):
                if key in self._heads:
                    yield from self._heads[key]
        for longer in range((length - 1) // 2 - 1, (length + 3) // 2 + 2):
            for key in without_one(word[length - longer :]):
                if key in self._tails:
                    yield from self._tails[key]


def _put(table: dict[str, tuple[str, ...]], key: str, domain: str) -> None:
    table[key] = (*table.get(key, _NONE), domain)
