"""`firstsight audit`: what mail gateways did to an organisation's mail, and whether anybody needed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import App, Parameter
from rich.console import Console

from firstsight import app as wiring
from firstsight.cli.replay import STDIN, Run, checker, kept_in, signals, spooled, title_of, write_text
from firstsight.connectors.apart import Apart
from firstsight.connectors.files import Archive, open_sources
from firstsight.errors import ConfigError, UnavailableError
from firstsight.lab.audit import Audit
from firstsight.lab.audit.summary import summary_of
from firstsight.lab.audit.table import show
from firstsight.lab.audit.trail import Trail
from firstsight.lab.audit.walk import walk
from firstsight.lab.replay import Once
from firstsight.lab.report.picture import picture as drawn
from firstsight.model import day_of
from firstsight.pipeline import LAST_DAY, Engine

app = App(name="audit", help="Count what mail gateways did to the mail, and whether anybody needed it.")

_EPOCH = date(1970, 1, 1)


@app.command
def links(
    *paths: Path,
    org_domain: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    store: Path | None = None,
    since: str | None = None,
    until: str | None = None,
    days: int | None = None,
    json: Path | None = None,
    picture: Path | None = None,
    list_: Annotated[Path | None, Parameter(name="--list")] = None,
    sample: int = 0,
    seed: int = 1,
    id_header: str | None = None,
    envelope_header: str | None = None,
    authserv_id: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    config: Path | None = None,
    quiet: bool = False,
) -> int:
    """Count the links that gateways had rewritten in archived mail, where they led, and what they give away.

    The archive is judged in time order as `firstsight replay` does it, so that known means known by then. What each
    class means stands in docs/audit.md.

    Parameters
    ----------
    paths
        Mailboxes (mbox, also .gz), Maildirs, folders of .eml, .msg files; - is one message on standard input.
    org_domain
        A mail domain of the organisation; give it once for each.
    store
        Folder of the store; mail that a replay into it has judged is not judged again.
    since
        Count from this day (2025-01-31) on. What came before is judged and learnt, not counted.
    until
        Stop after this day.
    days
        Count so many days: from --since on, or else the last ones up to --until or the end of the archive.
    json
        Write all counts, by day and gateway too, here.
    picture
        Write the picture, one SVG file, here.
    list_
        Write one JSON line for each rewritten link here.
    sample
        Write only so many of these lines, picked at random: for a check by hand.
    seed
        Another number picks other ones.
    id_header
        Header field with your own id of a message; default Message-ID.
    envelope_header
        Header field with the envelope recipients (comma list).
    authserv_id
        Server whose Authentication-Results are believed; give it once for each.
    config
        Settings file; flags win over it.
    quiet
        No progress.
    """
    if sample and not list_:
        raise ConfigError("--sample: say with --list where the lines are to be written")
    flags: dict[str, tuple[str, ...] | str | None] = {
        "domains": org_domain,
        "id_header": id_header,
        "envelope_header": envelope_header,
        "authserv_ids": authserv_id,
    }
    settings = wiring.settings(config, flags)
    first, last = _day(since, "--since"), _day(until, "--until")
    with (
        kept_in(store) as folder,
        wiring.opened(folder, must_exist=False) as disk,
        spooled(folder) as spool,
        open_sources(["-" if path == STDIN else path for path in paths], spool) as archive,
        closing(Once(spool / "met.sqlite")) as once,
        _lines(list_) as out,
        Apart() as apart,
    ):
        counted = _counted(first, last, days, archive)
        trail = Trail(out, sample, seed) if list_ else None
        audit = Audit(settings.organisation.domains, counted, trail)
        run = Walk(archive, settings, once, apart, quiet=quiet)
        engine = wiring.engine(disk, settings)
        wiring.steady()
        stopped = run.count_links(engine, audit, counted)
        if trail:
            trail.finish()
        _write(audit, title_of(settings), json, picture)
        run.say_end(stopped)
    show(Console(highlight=False), audit)
    return 130 if stopped else 0


class Walk(Run):
    """One run over an archive that counts links."""

    def count_links(self, engine: Engine, audit: Audit, days: range) -> bool:
        """Judge everything up to the last of the days; whether it was stopped before that."""
        check = checker(self.settings)
        arrived = takewhile(lambda one: day_of(one.received_at) < days.stop, self._arrived())
        perimeter = self.settings.perimeter
        with signals(self._ask_stop):
            for verdict, message in walk(arrived, engine, perimeter, self.once, self.count, check, self.apart):
                self.actions[verdict.action] = self.actions.get(verdict.action, 0) + 1
                audit.add(verdict, message)
        return self._stop


def _write(audit: Audit, title: str, json: Path | None, picture: Path | None) -> None:
    """Write the files that are asked for."""
    if json:
        write_text(json, msgspec.json.format(msgspec.json.encode(summary_of(audit)), indent=2).decode() + "\n")
    if picture:
        write_text(picture, drawn(title, audit.tally))


def _counted(first: int | None, last: int | None, days: int | None, archive: Archive) -> range:
    """The days that are counted."""
    if days is not None and days < 1:
        raise ConfigError(f"--days {days}: one at least")
    if days is not None and first is not None and last is not None:
        raise ConfigError("--days: --since and --until say already which days are counted")
    if days is not None and first is not None:
        last = first + days - 1
    elif days is not None:
        last = _end(archive) if last is None else last
        first = last - days + 1
    first, last = max(first or 0, 0), LAST_DAY if last is None else min(last, LAST_DAY)
    if first > last:
        raise ConfigError("--since: comes after --until")
    return range(first, last + 1)


def _end(archive: Archive) -> int:
    """The last day of the archive: it is read once more for this."""
    last = 0
    for stored in archive.messages():
        last = stored.received_at
    return min(max(day_of(last), 0), LAST_DAY)


def _day(text: str | None, flag: str) -> int | None:
    """The day in days since 1970."""
    if text is None:
        return None
    try:
        return (date.fromisoformat(text) - _EPOCH).days
    except ValueError as fault:
        raise ConfigError(f"{flag} {text}: not a day such as 2025-01-31") from fault


@contextmanager
def _lines(path: Path | None) -> Iterator[Callable[[bytes], object]]:
    """A function that writes one line; nothing is written without a path."""
    if path is None:
        yield lambda _: None
        return
    try:
        with path.open("wb") as out:
            yield out.write
    except OSError as fault:
        raise UnavailableError(f"{path}: cannot be written: {fault.strerror}") from fault
