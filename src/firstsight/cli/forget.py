"""`firstsight forget`: take a person out of everything that was learnt, exactly."""

from __future__ import annotations

from pathlib import Path

from firstsight import app as wiring
from firstsight.errors import ConfigError
from firstsight.store.people import forget as forget_person


def forget(person: str, /, *, store: Path) -> int:
    """Forget a person: counts are what they would be had this address never been seen, and the log names it no more.

    Parameters
    ----------
    person
        The address.
    store
        Folder of the store.
    """
    if "@" not in person:
        raise ConfigError(f"{person}: not an address")
    with wiring.opened(store) as disk:
        removed = forget_person(disk, person.lower())
    print(f"{removed:,} counted days of {person.lower()} are forgotten.")
    return 0
