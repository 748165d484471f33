"""What is found in a document, gathered bit by bit within bounds, whatever part of it is read."""

from __future__ import annotations

from collections.abc import Iterable

from firstsight.mail.inside.opener import File, Inside
from firstsight.mail.links import bare_urls

MAX_TEXT = 20_000
"""Characters of text kept of one document; a long contract has some 60,000, and says what it wants at its begin."""

MAX_LINKS = 300
"""Links kept of one document."""

MAX_HREF = 2_048
"""Characters kept of a link."""

MAX_BESIDE = 200
"""Characters kept of the text beside a link."""

MAX_HELD = 100
"""Names kept of what is packed in one document."""

PLACE = "document"
"""Where all links of documents stand, in the words of `Link.place`."""


class Gathered:
    """What one document holds so far."""

    def __init__(self) -> None:
        self.files: list[File] = []
        self._traits: dict[str, None] = {}
        self._links: dict[str, str] = {}
        self._holds: dict[str, None] = {}
        self._defects: dict[str, None] = {}
        self._texts: list[str] = []
        self._left = MAX_TEXT

    @property
    def room(self) -> int:
        """Characters of text that can still be kept."""
        return max(self._left, 0)

    def say(self, *traits: str) -> None:
        """Adds words of `TRAITS`; "" adds nothing."""
        self._traits.update(dict.fromkeys(filter(None, traits)))

    def says(self, trait: str) -> bool:
        """Whether that was said."""
        return trait in self._traits

    def link(self, href: str, beside: str = "") -> None:
        """Adds a link once; a text beside it is added to one that had none."""
        href = sound(href.strip("\0 \t\r\n")[:MAX_HREF])
        if href and (href in self._links or len(self._links) < MAX_LINKS):
            self._links[href] = self._links.get(href) or " ".join(sound(beside[: MAX_BESIDE * 2]).split())[:MAX_BESIDE]

    def hold(self, name: str) -> None:
        """Adds the name of a packed file."""
        if name and len(self._holds) < MAX_HELD:
            self._holds[sound(name)] = None

    def text(self, text: str) -> None:
        """Adds words, as far as there is room."""
        if text and self._left > 0:
            self._texts.append(sound(text[: self._left]))
            self._left -= len(text) + 1

    def defect(self, words: str) -> None:
        """Adds what was broken or left out; "" adds nothing."""
        if words:
            self._defects[words] = None

    def take(self, traits: Iterable[str], holds: Iterable[str], files: Iterable[File]) -> None:
        """Adds what another opener found."""
        self.say(*traits)
        for name in holds:
            self.hold(name)
        self.files.extend(files)

    def inside(self) -> Inside:
        """All of it; URLs that stand in the words are links as well."""
        text = "\n".join(self._texts).strip()
        for url in bare_urls(text, MAX_LINKS):
            self.link(url)
        return Inside(
            tuple(self._traits),
            tuple((href, beside, PLACE) for href, beside in self._links.items()),
            text,
            tuple(self._holds),
            tuple(self.files),
            defect="; ".join(self._defects),
        )


def sound(text: str) -> str:
    """Text that can be written: halves of surrogate pairs are joined, or replaced where the other half is missing.

    >>> sound("\\ud83d\\ude00 \\ud83d") == "\U0001f600 \ufffd"
    True
    """
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
