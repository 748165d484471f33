"""What can be seen of a link itself, whoever sends it: tricks with its name, whose house it is, how known it is."""

from __future__ import annotations

from firstsight.model import Link

TRAITS: dict[str, str] = {}
"""Every word that may be said of a link, with what it means."""


def traits_of(link: Link, recipients: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The traits of a link, in the order of `TRAITS`; `recipients` are addresses that it may carry (lower case)."""
    del link, recipients
    return ()
