"""What a finder is: the kind of detail it finds, what must occur for it to be asked, and a generator of places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from firstsight.mail.details.passage import Passage

Found = tuple[int, int, str]
"""Start, end, value: `value` stands at `text[start:end]`."""

Find = Callable[[Passage], Iterator[Found]]


class Finder(Struct, frozen=True):
    """One line of the catalogue."""

    kind: str
    find: Find
    doc: str
    """What the value is."""
    digits: bool = False
    """Not asked where there is no digit."""
    words: frozenset[bytes] = frozenset()
    """Asked where one of them occurs, as `plain` gives them; with neither words nor signs, it always is."""
    signs: str = ""
    """Asked where one of these characters occurs."""

    def wants(self, passage: Passage) -> bool:
        """Whether there can be anything for it in this text; a test that costs next to nothing."""
        if self.digits and not passage.has_digits:
            return False
        if not self.words or not self.words.isdisjoint(passage.words):
            return True
        text = passage.text
        for sign in self.signs:  # noqa: SIM110  # a generator would cost more than what it asks
            if sign in text:
                return True
        return False


def finder(
    kind: str, *, digits: bool = False, words: Iterable[bytes] = (), signs: str = ""
) -> Callable[[Find], Finder]:
    """Makes a generator a finder; `words` are as `plain` gives them, or what is listened for by `anchors`."""

    def made(find: Find) -> Finder:
        return Finder(kind, find, (find.__doc__ or "").strip(), digits, frozenset(words), signs)

    return made
