"""What an opener is: the kinds of files it opens, and a function from a file to what is inside.

An opener never runs what it opens and never fetches what that points to. Those that call parsers written in C,
or parsers that can be driven to much work, are `apart`: they run in a process of their own, with bounds on memory and
time.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

NOT_OPENED = "not opened"
"""In the defect of a file that could not be opened at all: too large, too slow, or the end of who opened it."""


class File(Struct, frozen=True, array_like=True):
    """A file as it came: its name, the declared media type, the one that its octets show ("" for none), its octets."""

    name: str
    declared: str
    detected: str
    octets: bytes

    @property
    def extension(self) -> str:
        """The last extension in lower case without the dot, or ""."""
        return self.name.rpartition(".")[2].lower()[:10] if "." in self.name[1:] else ""


class Inside(Struct, frozen=True, array_like=True):
    """What was found in a file. Everything is bounded; an empty one says that nothing of note was found."""

    traits: tuple[str, ...] = ()
    """Words of `TRAITS`, once each."""
    links: tuple[tuple[str, str, str], ...] = ()
    """(href, text beside it, place); the places are those of `Link.place`."""
    text: str = ""
    """What it says in words."""
    holds: tuple[str, ...] = ()
    """Names of the files in it."""
    files: tuple[File, ...] = ()
    """Files in it that are to be opened as well; only one level is."""
    addresses: tuple[tuple[str, str], ...] = ()
    """(role, addr-spec in lower case): organizer and attendees of an invitation."""
    defect: str = ""
    """Why it was not read to the end, in words; "" where it was."""


Open = Callable[[File], Inside]


class Opener(Struct, frozen=True):
    """One line of the catalogue."""

    id: str
    kinds: frozenset[str]
    """Media types, detected or declared."""
    extensions: frozenset[str]
    """Extensions of files whose content shows no type."""
    apart: bool
    open: Open
    doc: str
    worth: Callable[[File], bool] | None = None
    """A cheap look that says whether opening can find anything; it runs where the message is read. None: always."""

    by_name: bool = False
    """The extension is enough, whatever the content shows: a browser opens a page by its name."""

    def takes(self, file: File) -> bool:
        """Whether this is a file for it: by content where that shows a type, else by what is promised."""
        if file.detected:
            return file.detected in self.kinds or (self.by_name and file.extension in self.extensions)
        return file.declared in self.kinds or file.extension in self.extensions

    def wants(self, file: File) -> bool:
        """Whether it takes this file and opening it is worth the time."""
        return self.takes(file) and (self.worth is None or self.worth(file))


def opener(
    *kinds: str,
    extensions: str = "",
    apart: bool = False,
    worth: Callable[[File], bool] | None = None,
    by_name: bool = False,
) -> Callable[[Open], Opener]:
    """Makes a function an opener for these media types; `extensions` is a list with spaces between."""

    def made(open_: Open) -> Opener:
        name = open_.__name__.removeprefix("open_")
        doc = (open_.__doc__ or "").strip()
        return Opener(name, frozenset(kinds), frozenset(extensions.split()), apart, open_, doc, worth, by_name)

    return made
