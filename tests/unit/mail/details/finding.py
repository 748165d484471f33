"""What one finder finds in a text, as tests compare it."""

from __future__ import annotations

from firstsight.mail.details import details_of


def found(kind: str, text: str) -> list[str]:
    """The values of one kind, in order."""
    return [detail.value for detail in details_of(text) if detail.kind == kind]


def written(kind: str, text: str) -> list[str]:
    """What stands at the places of one kind, in order."""
    return [text[detail.start : detail.end] for detail in details_of(text) if detail.kind == kind]
