"""The composition root: settings become wired parts. The only file that knows every part by name."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import msgspec
from msgspec.structs import replace

from firstsight.config import Config, load
from firstsight.errors import ConfigError
from firstsight.intent.model import shipped
from firstsight.pipeline import Engine
from firstsight.store.disk import DiskStore
from firstsight.surprise.calibrate import Histogram


def settings(path: Path | None, overrides: dict[str, tuple[str, ...] | str | None]) -> Config:
    """The file's settings (defaults without one) under flags; a flag that was not given changes nothing.

    Raises `ConfigError` when no domain of the organisation is known.
    """
    config = load(path) if path else Config()
    given = {name: value for name, value in overrides.items() if value}
    config = replace(config, organisation=replace(config.organisation, **given) if given else config.organisation)
    if not config.organisation.domains:
        raise ConfigError("organisation.domains: none is known; give --org-domain or a configuration file")
    return config


def shipped_calibration() -> dict[str, Histogram]:
    """The histograms that come with the product, for an organisation that has none yet."""
    blob = files("firstsight.surprise").joinpath("shipped.json").read_bytes()
    sparse = msgspec.json.decode(blob, type=dict[str, dict[int, int]])
    return {name: [bins.get(b, 0) for b in range(128)] for name, bins in sparse.items()}


def engine(store: DiskStore, config: Config) -> Engine:
    """The engine over a store."""
    return Engine(store, config.perimeter, shipped(), config.policy, shipped_calibration())


def steady() -> None:
    """Spare the garbage collector what lives as long as the process: a tenth of the time of a long run (measured)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@contextmanager
def opened(folder: Path, *, must_exist: bool = True) -> Iterator[DiskStore]:
    """The store in a folder, closed at the end. Raises `ConfigError` where there is none."""
    if must_exist and not (folder / "log.sqlite").exists():
        raise ConfigError(f"{folder}: there is no store here")
    store = DiskStore(folder)
    try:
        yield store
    finally:
        store.close()
