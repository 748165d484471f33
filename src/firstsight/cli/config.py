"""`firstsight config`: what a settings file says, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import msgspec
from cyclopts import App

from firstsight.config import Config, load

app = App(name="config", help="Check or show the settings.")


@app.command
def check(path: Path, /) -> int:
    """Say whether a settings file can be used; one line naming the field where it cannot.

    Parameters
    ----------
    path
        The file.
    """
    load(path)
    print(f"{path}: good")
    return 0


@app.command
def show(path: Path | None = None, /) -> int:
    """Show the settings in force, defaults included, as JSON.

    Parameters
    ----------
    path
        The file; without one the defaults.
    """
    config = load(path) if path else Config()
    print(msgspec.json.format(msgspec.json.encode(config), indent=2).decode())
    return 0
