"""What is known of the messages of an archive: a table with one line a message, made by people or by a generator."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from msgspec import Struct

from firstsight.errors import ConfigError
from firstsight.model import IntentClass

KINDS = ("attack", "ham")
"""What the column `kind` may say."""

OWN_FAMILIES = ("outbound", "internal")
"""Families of ham that own people wrote, whatever way it took."""

WARNED = frozenset((IntentClass.PAYMENT, IntentClass.CONTACT, IntentClass.EXTORTION, IntentClass.CALLBACK))
"""Asks that a warning answers: there is no link or file to keep from the reader."""


class Label(Struct, frozen=True):
    """What one message is. Empty strings where the table does not say."""

    id: str
    attack: bool
    family: str = ""
    campaign: str = ""
    """Messages of one campaign have the same."""
    intent: str = ""
    """What an attack asks for, in the words of `IntentClass`."""
    recipients: int = 0
    """0 where the table does not say."""
    time: str = ""
    """Time of receipt, RFC 3339, UTC."""

    @property
    def warned(self) -> bool:
        """Whether a warning is enough of an answer; where the ask is not labelled, a lock is wanted."""
        return self.intent in WARNED


def labels_of(lines: Iterable[str], where: str) -> dict[str, Label]:
    """Labels by id. The first column holds the id, `kind` says attack or ham; family, campaign_id, intent, time and
    recipients (separated by semicolons) are taken where they are there, other columns are ignored.

    Raises `ConfigError` naming `where` and the line.
    """
    table = csv.DictReader(lines)
    out: dict[str, Label] = {}
    try:
        names = table.fieldnames or ()
        if "kind" not in names:
            raise ConfigError(f"{where}: no column 'kind' in the first line")
        for row in table:
            label = _label(row, names[0], f"{where}:{table.line_num}")
            out[label.id] = label
    except csv.Error as fault:
        raise ConfigError(f"{where}:{table.line_num}: {fault}") from fault
    return out


def _label(row: dict[str | None, str | None], first: str, where: str) -> Label:
    def cell(name: str) -> str:
        return (row.get(name) or "").strip()

    kind, intent = cell("kind"), cell("intent")
    if kind not in KINDS:
        raise ConfigError(f"{where}: kind '{kind[:40]}' is neither attack nor ham")
    recipients = cell("recipients")
    return Label(
        id=cell(first),
        attack=kind == "attack",
        family=cell("family"),
        campaign=cell("campaign_id"),
        intent=intent if intent in set(IntentClass) else "",
        recipients=recipients.count(";") + 1 if recipients else 0,
        time=cell("time"),
    )
