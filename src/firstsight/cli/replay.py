"""`firstsight replay`: judge an archive as if it came in now."""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from firstsight import app as wiring
from firstsight.config import Config
from firstsight.connectors.apart import Apart
from firstsight.connectors.files import Archive, open_sources
from firstsight.errors import UnavailableError
from firstsight.lab.lines import line_of
from firstsight.lab.replay import Arrived, Check, Count, Once
from firstsight.lab.replay import replay as judge
from firstsight.lab.report import Report
from firstsight.model import Verdict
from firstsight.pipeline import Engine
from firstsight.relations import TITLES

STDIN = Path("/dev/stdin")
"""What `-` on the command line means."""

EVERY_SECONDS = 0.5
"""Seconds between two lines of progress on a terminal; twenty times as many elsewhere."""


def replay(
    *paths: Path,
    org_domain: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    store: Path | None = None,
    jsonl: Path | None = None,
    report: Path | None = None,
    id_header: str | None = None,
    envelope_header: str | None = None,
    authserv_id: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    config: Path | None = None,
    quiet: bool = False,
) -> int:
    """Judge archived mail in time order, each message with what was known before it, and learn from it.

    Stop it at any time: the same command with the same --store goes on where it was.

    Parameters
    ----------
    paths
        Mailboxes (mbox, also .gz), Maildirs, folders of .eml, .msg files; - is one message on standard input.
    org_domain
        A mail domain of the organisation; give it once for each.
    store
        Folder of the store; without it what was learnt is thrown away at the end.
    jsonl
        Write one JSON line a message here (docs/verdicts.md).
    report
        Write the report, one HTML file, here.
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
    flags: dict[str, tuple[str, ...] | str | None] = {
        "domains": org_domain,
        "id_header": id_header,
        "envelope_header": envelope_header,
        "authserv_ids": authserv_id,
    }
    settings = wiring.settings(config, flags)
    with (
        kept_in(store) as folder,
        wiring.opened(folder, must_exist=False) as disk,
        spooled(folder) as spool,
        open_sources(["-" if path == STDIN else path for path in paths], spool) as archive,
        closing(Once(spool / "met.sqlite")) as once,
        Apart() as apart,
    ):
        run = Run(archive, settings, once, apart, quiet=quiet)
        title, own = title_of(settings), settings.organisation.domains
        page = Report(title, own, _budgets(settings), TITLES) if report else None
        engine = wiring.engine(disk, settings)
        wiring.steady()
        stopped = run.write(engine, jsonl, page)
        if report and page:
            write_text(report, page.html())
        run.say_end(stopped)
    return 130 if stopped else 0


class Run:
    """One run over an archive: progress on standard error, lines to a file, a clean stop on SIGINT and SIGTERM."""

    def __init__(self, archive: Archive, settings: Config, once: Once, apart: Apart, *, quiet: bool) -> None:
        self.archive, self.settings, self.once, self.quiet = archive, settings, once, quiet
        self.apart = apart
        self.count = Count()
        self.actions: dict[str, int] = {}
        self._start = self._told = time.monotonic()
        self._stop = False

    def write(self, engine: Engine, jsonl: Path | None, page: Report | None) -> bool:
        """Judge everything; whether it was stopped before the end."""
        check, perimeter = checker(self.settings), self.settings.perimeter
        with signals(self._ask_stop), _lines(jsonl) as out:
            for verdict in judge(self._arrived(), engine, perimeter, self.once, self.count, check, self.apart):
                out(verdict)
                self.actions[verdict.action] = self.actions.get(verdict.action, 0) + 1
                if page:
                    page.add(verdict)
        return self._stop

    def _arrived(self) -> Iterator[Arrived]:
        for stored in self.archive.messages():
            if self._stop:
                return
            yield Arrived(stored.raw, stored.received_at)
            self._progress()

    def _ask_stop(self) -> None:
        self._stop = True

    def _progress(self) -> None:
        now = time.monotonic()
        on_terminal = sys.stderr.isatty()
        if self.quiet or now - self._told < (EVERY_SECONDS if on_terminal else 20 * EVERY_SECONDS):
            return
        self._told = now
        rate = self.count.seen / (now - self._start)
        left = (self.archive.total - self.count.seen) / max(rate, 1e-9)
        line = f"{self.count.seen:,} of {self.archive.total:,} messages, {rate:,.0f}/s, {left:,.0f} s left"
        print(f"\r{line}\033[K" if on_terminal else line, end="" if on_terminal else "\n", file=sys.stderr, flush=True)

    def say_end(self, stopped: bool) -> None:
        """What was done, in a few lines on standard error."""
        count, seconds = self.count, time.monotonic() - self._start
        if sys.stderr.isatty() and not self.quiet:
            print("\r\033[K", end="", file=sys.stderr)
        done = " ".join(f"{kind} {self.actions.get(kind, 0):,}," for kind in ("hold", "lock", "annotate"))
        print(
            f"{count.judged:,} messages judged in {seconds:.1f} s ({count.judged / max(seconds, 1e-9):,.0f}/s): "
            f"{done} left alone {self.actions.get('none', 0):,}",
            file=sys.stderr,
        )
        for number, what in (
            (count.recalled, "judged in an earlier run"),
            (count.duplicates, "copies of a message, told once"),
            (count.unreadable, "unreadable, judged by what could be read"),
        ):
            if number:
                print(f"  {number:,} {what}", file=sys.stderr)
        for problem in self.archive.problems[:20]:
            print(f"  problem: {problem}", file=sys.stderr)
        more = len(self.archive.problems) - 20 + self.archive.unlisted
        if more > 0:
            print(f"  and {more:,} problems more", file=sys.stderr)
        if stopped:
            print("stopped; the same command with the same --store goes on here", file=sys.stderr)


def checker(settings: Config) -> Check | None:
    """Our own check of SPF, DKIM, DMARC and ARC where a resolver is configured."""
    if not settings.organisation.nameservers:
        return None
    from firstsight.connectors.resolver import Resolver, Settings
    from firstsight.mail.trust.authcheck import check

    return partial(check, lookup=Resolver(Settings(nameservers=settings.organisation.nameservers)))


@contextmanager
def kept_in(store: Path | None) -> Iterator[Path]:
    """The folder of the store, or one that is gone at the end."""
    if store is not None:
        yield store
        return
    with tempfile.TemporaryDirectory(prefix="firstsight-") as name:
        yield Path(name)


@contextmanager
def spooled(folder: Path) -> Iterator[Path]:
    """A folder for what is needed only while running; what a killed run left there is removed first."""
    spool = folder / "spool"
    shutil.rmtree(spool, ignore_errors=True)
    try:
        yield spool
    finally:
        shutil.rmtree(spool, ignore_errors=True)


@contextmanager
def _lines(path: Path | None) -> Iterator[Callable[[Verdict], None]]:
    """A function that writes one line a verdict, or nothing without a path."""
    if path is None:
        yield lambda _: None
        return
    try:
        with path.open("wb") as out:
            yield lambda verdict: (out.write(line_of(verdict) + b"\n"), None)[1]
    except OSError as fault:
        raise UnavailableError(f"{path}: cannot be written: {fault.strerror}") from fault


def write_text(path: Path, text: str) -> None:
    """Write a file; raises `UnavailableError` where it cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise UnavailableError(f"{path}: cannot be written: {fault.strerror}") from fault


@contextmanager
def signals(ask: Callable[[], None]) -> Iterator[None]:
    """SIGINT and SIGTERM ask for a stop after the message in hand."""
    before = {number: signal.signal(number, lambda *_: ask()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def title_of(settings: Config) -> str:
    """What the organisation is called at the head of a page: its domains."""
    domains = settings.organisation.domains
    return domains[0] if len(domains) == 1 else f"{domains[0]} and {len(domains) - 1} more domains"


def _budgets(settings: Config) -> dict[str, float]:
    return {name: allowance.share for name, allowance in settings.policy.budgets.items()}
