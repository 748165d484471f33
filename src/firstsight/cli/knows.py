"""`firstsight knows`: everything that is counted of a person, a domain or the organisation."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from firstsight import app as wiring
from firstsight.relations import TITLES
from firstsight.store.people import knowledge


def knows(person: str, /, *, store: Path, most: int = 10) -> int:
    """Tell what is known of somebody: for each relation the habits, how much each weighs and since when.

    Parameters
    ----------
    person
        An address, or an entity such as domain:example.com or org.
    store
        Folder of the store.
    most
        Values shown of each relation, heaviest first.
    """
    subject = entity(person)
    with wiring.opened(store) as disk:
        folded = disk.log.folded
        found = knowledge(disk, subject, (folded if folded is not None else 0) + 1)
    console = Console(highlight=False, soft_wrap=True)
    if not found:
        console.print(f"Nothing is known of {escape(subject)}.")
        return 1
    console.print(
        f"[bold]{escape(subject)}[/bold]: {len(found):,} things in {len({k.relation for k in found})} relations"
    )
    table = Table(box=None, pad_edge=False)
    for name, justify in (("relation", "left"), ("value", "left"), ("weight", "right"), ("days", "right")):
        table.add_column(name, justify="right" if justify == "right" else "left")
    table.add_column("first")
    table.add_column("last")
    last = ""
    number = 0
    for known in found:
        number = number + 1 if known.relation == last else 1
        if number > most:
            continue
        title = TITLES.get(known.relation, known.relation) if known.relation != last else ""
        value = known.value if known.value.isprintable() else repr(known.value)
        table.add_row(
            title, escape(value), f"{known.weight:.2f}", str(known.days), _date(known.first), _date(known.last)
        )
        last = known.relation
    console.print(table)
    return 0


def entity(person: str) -> str:
    """An address as the entity that it is counted under; entities as they are."""
    return f"mail:{person.lower()}" if "@" in person and ":" not in person else person


def _date(day: int) -> str:
    return datetime.fromtimestamp(day * 86_400, UTC).strftime("%Y-%m-%d")
