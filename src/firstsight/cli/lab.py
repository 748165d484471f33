"""`firstsight lab`: measure what is claimed, on one's own archive."""

from __future__ import annotations

from pathlib import Path

from cyclopts import App

from firstsight.errors import ConfigError
from firstsight.lab import quality as measure
from firstsight.lab.quality.told import seconds
from firstsight.lab.quality.words import text
from firstsight.model import DAY

app = App(name="lab", help="Measure detection, false alarms and first encounters on labelled mail.")


@app.command
def quality(*, verdicts: Path, labels: Path, from_: str = "") -> int:
    """Say how many attacks were found at which cost to innocent mail, with 95 % bounds.

    Parameters
    ----------
    verdicts
        Lines of an earlier replay (firstsight replay --jsonl).
    labels
        Table of commas with a header line: the first column holds the id, kind says attack or ham; family, campaign_id,
        intent, recipients and time are used where they are there (docs/lab.md).
    from_
        Leave out what came before this day (2021-04-29): it only taught.
    """
    print(text(measure.quality(_cases(verdicts, labels, from_))))
    return 0


def _cases(verdicts: Path, labels: Path, since: str) -> measure.Cases:
    known = _labels(labels)
    try:
        with verdicts.open("rb") as lines:
            return measure.joined(measure.told_in(lines, str(verdicts)), known, _day(since))
    except OSError as fault:
        raise ConfigError(f"{verdicts}: cannot be read: {fault.strerror}") from fault


def _labels(path: Path) -> dict[str, measure.Label]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return measure.labels_of(lines, str(path))
    except OSError as fault:
        raise ConfigError(f"{path}: cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise ConfigError(f"{path}: not UTF-8 at octet {fault.start}") from fault


def _day(text: str) -> int:
    try:
        return seconds(text) // DAY if text else 0
    except (ValueError, OverflowError) as fault:
        raise ConfigError(f"--from {text}: not a date such as 2021-04-29") from fault
