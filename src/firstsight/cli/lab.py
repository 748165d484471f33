"""`firstsight lab`: measure what is claimed, on one's own archive."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter, validators

from firstsight import app as wiring
from firstsight.cli.replay import STDIN, checker, kept_in, spooled, write_text
from firstsight.config import Config
from firstsight.connectors.apart import Apart
from firstsight.connectors.files import Archive, open_sources
from firstsight.errors import ConfigError
from firstsight.intent.model import shipped
from firstsight.lab import gateway, inject, proof, quality
from firstsight.lab import stress as trouble
from firstsight.lab.gateway.words import text as encounter_text
from firstsight.lab.inject.words import text as inject_text
from firstsight.lab.quality.told import seconds
from firstsight.lab.quality.words import text as quality_text
from firstsight.lab.replay import Arrived, Count, Once
from firstsight.lab.replay import replay as judge
from firstsight.lab.stress.table import text as table_text
from firstsight.model import DAY, Perimeter, Verdict
from firstsight.pipeline import Engine
from firstsight.store.memory import MemoryStore

app = App(name="lab", help="Measure detection, false alarms and first encounters on labelled mail.")

TOLD_EVERY = 10.0
"""Seconds between two lines of progress."""

Probability = Annotated[float, Parameter(validator=validators.Number(gte=0.0, lte=1.0))]
Positive = Annotated[float, Parameter(validator=validators.Number(gt=0.0, lte=1e6))]
Hours = Annotated[float, Parameter(validator=validators.Number(gte=0.0, lte=1e6))]


@Parameter(name="*")
@dataclass(frozen=True)
class Reading:
    """How an archive is read where there are no verdicts of an earlier replay."""

    org_domain: Annotated[tuple[str, ...], Parameter(negative="")] = ()
    """A mail domain of the organisation; give it once for each."""
    id_header: str | None = None
    """Header field with your own id of a message; default Message-ID."""
    envelope_header: str | None = None
    """Header field with the envelope recipients (comma list)."""
    authserv_id: Annotated[tuple[str, ...], Parameter(negative="")] = ()
    """Server whose Authentication-Results are believed; give it once for each."""
    config: Path | None = None
    """Settings file; flags win over it."""


AS_GIVEN = Reading()
"""Nothing but what the settings' defaults say."""


@app.command(name="quality")
def measure(
    *paths: Path,
    labels: Path,
    verdicts: Path | None = None,
    from_: str = "",
    html: Path | None = None,
    reading: Reading = AS_GIVEN,
) -> int:
    """Say how many attacks were found at which cost to innocent mail, with 95 % bounds.

    Parameters
    ----------
    paths
        The archive, as for replay; it is judged first. Not needed with --verdicts.
    labels
        Table of commas with a header line: the first column holds the id, kind says attack or ham; family, campaign_id,
        intent, recipients and time are used where they are there (docs/lab.md).
    verdicts
        Lines of an earlier replay (firstsight replay --jsonl).
    from_
        Leave out what came before this day (2021-04-29): it only taught.
    html
        Write the page of the lab, one HTML file, here; it tells first encounters as well.
    """
    cases = _cases(paths, verdicts, labels, from_, reading)
    print(quality_text(quality.quality(cases)))
    _page(html, cases, gateway.Assumptions(), reading.org_domain or (labels.stem,))
    return 0


@app.command
def first_encounter(
    *paths: Path,
    labels: Path,
    verdicts: Path | None = None,
    from_: str = "",
    delay_hours: Positive = 9.0,
    delay_spread: Positive = 1.3,
    coverage: Probability = 0.83,
    lead_hours: Hours = 0.0,
    click: Probability = 0.1,
    reporting: Probability = 0.2,
    report_minutes: Positive = 30.0,
    report_spread: Positive = 1.0,
    retract: bool = True,
    html: Path | None = None,
    reading: Reading = AS_GIVEN,
) -> int:
    """Compare with a gateway that learns of campaigns from others: who meets an attack before anything is done.

    Parameters
    ----------
    paths
        The archive, as for replay; it is judged first. Not needed with --verdicts.
    labels
        Table as for quality. Without the column campaign_id, messages that share a sender domain, a link domain or a
        subject are one campaign; lines of an earlier replay do not tell these, so each message is then its own.
    verdicts
        Lines of an earlier replay (firstsight replay --jsonl).
    from_
        Leave out what came before this day (2021-04-29): it only taught.
    delay_hours
        Median time from a campaign's first message anywhere to its entry in the gateway's deny-list.
    delay_spread
        Standard deviation of the logarithm of that time.
    coverage
        Share of campaigns that are ever listed.
    lead_hours
        How long before its first message here others had met a campaign.
    click
        Probability that a recipient falls for an attack that nothing stands in the way of.
    reporting
        Probability that a recipient reports an attack.
    report_minutes
        Median time from the first report to the entry, where reports drive it.
    report_spread
        Standard deviation of the logarithm of that time.
    retract
        An entry also protects mail that was delivered before it.
    html
        Write the page of the lab, one HTML file, here; it tells quality as well.
    """
    assumed = gateway.Assumptions(
        delay_hours, delay_spread, coverage, lead_hours, click, reporting, report_minutes, report_spread, retract
    )
    cases = _cases(paths, verdicts, labels, from_, reading)
    print(encounter_text(gateway.first_encounter(cases, assumed)))
    _page(html, cases, assumed, reading.org_domain or (labels.stem,))
    return 0


@app.command(name="inject")
def inject_attacks(
    *paths: Path,
    a_week: Positive = 3.0,
    seed: int = 1,
    language: Literal["en", "de"] = "en",
    family: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    labels: Path | None = None,
    out: Path | None = None,
    html: Path | None = None,
    reading: Reading = AS_GIVEN,
) -> int:
    """Write attacks of our own into an archive, a few a week, and say which of them are found, and at which cost.

    They use the archive's people, threads and servers, and texts that no model has seen; the archive itself is not
    changed. It is read once and judged twice, with and without them; its first 60 days only teach.

    Parameters
    ----------
    paths
        The archive, as for replay.
    a_week
        Attacks a week, on average.
    seed
        Another number writes other attacks.
    language
        Language of the attacks.
    family
        Only attacks of this family; give it once for each (docs/lab.md).
    labels
        Table as for quality: real messages that it calls attacks are not taken as innocent.
    out
        Write the attacks here, one mailbox (mbox), to look at them.
    html
        Write the page of the lab, one HTML file, here.
    """
    unknown = sorted(set(family) - set(inject.FAMILIES))
    if unknown:
        raise ConfigError(f"--family {unknown[0]}: none of {', '.join(inject.FAMILIES)}")
    settings = _settings(paths, reading)
    own = settings.organisation
    bad = {label.id for label in _labels(labels).values() if label.attack} if labels else set()
    style = inject.Style(next(iter(own.authserv_ids), f"mx.{own.domains[0]}"), own.envelope_header, own.id_header)
    with (
        _opened(paths) as (folder, archive, once, apart),
        wiring.opened(folder / "plain", must_exist=False) as plain,
        wiring.opened(folder / "mixed", must_exist=False) as mixed,
    ):
        engines = wiring.engine(plain, settings), wiring.engine(mixed, settings)
        wiring.steady()
        scene = inject.Scene(settings.perimeter)
        found = inject.trial(
            (Arrived(stored.raw, stored.received_at) for stored in archive.messages()),
            inject.Reader(settings.perimeter, once, Count(), apart),
            inject.Mixer(scene, style, seed, a_week, language, family),
            scene,
            engines,
            bad,
            _teller(archive),
        )
    print(inject_text(found))
    if out is not None:
        write_text(out, "".join(inject.mbox_entry(shot) for shot in found.shots))
    _page(html, found.cases, gateway.Assumptions(), own.domains)
    return 0


@app.command
def stress(
    *,
    scenario: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    seed: int = 1,
    people: Annotated[int, Parameter(validator=validators.Number(gte=8, lte=500))] = 24,
    days: Annotated[int, Parameter(validator=validators.Number(gte=100, lte=1500))] = 150,
    turns: Annotated[int, Parameter(validator=validators.Number(gte=1, lte=100))] = 4,
) -> int:
    """Try what could break it on made-up organisations: poisoning, new people, a new installation, moves, drift.

    Parameters
    ----------
    scenario
        Only this one; give it once for each: poisoning, newcomers, beginning, renamed, another-provider, drift.
    seed
        Another number makes other organisations.
    people
        Own people of each.
    days
        Days of mail of each.
    turns
        Organisations for each scenario: more take longer and narrow the bounds.
    """
    unknown = sorted(set(scenario) - set(trouble.SCENARIOS))
    if unknown:
        raise ConfigError(f"--scenario {unknown[0]}: none of {', '.join(trouble.SCENARIOS)}")
    table, calibration = Config().policy, wiring.shipped_calibration()

    def engine(perimeter: Perimeter) -> Engine:
        return Engine(MemoryStore(), perimeter, shipped(), table, calibration)

    ground = trouble.Ground(engine, seed, people, days, turns)
    for name in scenario or trouble.SCENARIOS:
        print(table_text(name, trouble.SCENARIOS[name](ground)), end="\n\n", flush=True)
    return 0


def _page(path: Path | None, cases: quality.Cases, assumed: gateway.Assumptions, names: tuple[str, ...]) -> None:
    if path is not None:
        write_text(path, proof.page(proof.findings(", ".join(names[:3]), cases, assumed)))


def _cases(paths: tuple[Path, ...], verdicts: Path | None, labels: Path, since: str, reading: Reading) -> quality.Cases:
    """The labelled messages with their verdicts: those of an earlier replay, or of one that is done now."""
    known, first = _labels(labels), _day(since)
    if verdicts is None:
        return quality.joined(map(quality.told_of, _judged(paths, reading)), known, first)
    if paths:
        raise ConfigError("an archive or --verdicts, not both")
    try:
        with verdicts.open("rb") as lines:
            return quality.joined(quality.told_in(lines, str(verdicts)), known, first)
    except OSError as fault:
        raise ConfigError(f"{verdicts}: cannot be read: {fault.strerror}") from fault


def _judged(paths: tuple[Path, ...], reading: Reading) -> Iterator[Verdict]:
    """Verdicts on an archive in order of time; what was learnt is thrown away."""
    settings = _settings(paths, reading)
    with _opened(paths) as (folder, archive, once, apart), wiring.opened(folder, must_exist=False) as disk:
        engine, count, tell = wiring.engine(disk, settings), Count(), _teller(archive)
        wiring.steady()
        arrived = (Arrived(stored.raw, stored.received_at) for stored in archive.messages())
        for verdict in judge(arrived, engine, settings.perimeter, once, count, checker(settings), apart):
            tell()
            yield verdict


def _settings(paths: tuple[Path, ...], reading: Reading) -> Config:
    if not paths:
        raise ConfigError("neither an archive nor --verdicts: nothing to measure")
    flags: dict[str, tuple[str, ...] | str | None] = {
        "domains": reading.org_domain,
        "id_header": reading.id_header,
        "envelope_header": reading.envelope_header,
        "authserv_ids": reading.authserv_id,
    }
    return wiring.settings(reading.config, flags)


@contextmanager
def _opened(paths: tuple[Path, ...]) -> Iterator[tuple[Path, Archive, Once, Apart]]:
    """(a folder that is gone at the end, the archive, what was met of it, a process that opens files)."""
    with (
        kept_in(None) as folder,
        spooled(folder) as spool,
        open_sources(["-" if path == STDIN else path for path in paths], spool) as archive,
        closing(Once(spool / "met.sqlite")) as once,
        Apart() as apart,
    ):
        yield folder, archive, once, apart


def _teller(archive: Archive) -> Callable[[], None]:
    """Counts messages, and says now and then how far it is."""
    seen, told = 0, time.monotonic()

    def tell() -> None:
        nonlocal seen, told
        seen += 1
        if time.monotonic() - told > TOLD_EVERY:
            told = time.monotonic()
            print(f"{seen:,} of {archive.total:,} messages judged", file=sys.stderr)

    return tell


def _labels(path: Path) -> dict[str, quality.Label]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return quality.labels_of(lines, str(path))
    except OSError as fault:
        raise ConfigError(f"{path}: cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise ConfigError(f"{path}: not UTF-8 at octet {fault.start}") from fault


def _day(text: str) -> int:
    try:
        return seconds(text) // DAY if text else 0
    except (ValueError, OverflowError) as fault:
        raise ConfigError(f"--from {text}: not a date such as 2021-04-29") from fault
