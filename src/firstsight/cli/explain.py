"""`firstsight explain`: why a message was judged so, from the counts that were stored with the verdict."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from firstsight import app as wiring
from firstsight.model import Verdict
from firstsight.relations import SCALES, TITLES
from firstsight.store.people import find
from firstsight.surprise.narrate import odds_in_words, sentence
from firstsight.surprise.score import recomputed

MOST_SURPRISES = 12
"""Observations told in words, rarest first; `--all` tells every one."""


def explain(message: str, /, *, store: Path, all_: bool = False) -> int:
    """Tell why a message was judged so; every number is computed again from the stored counts.

    Parameters
    ----------
    message
        Its id: that of the id header, the Message-ID, or the hash of its octets (a beginning is enough).
    store
        Folder of the store.
    all_
        Tell every observation, not only the rarest.
    """
    with wiring.opened(store) as disk:
        verdict = find(disk, message)
    console = Console(highlight=False, soft_wrap=True)
    _head(console, verdict)
    _terms(console, verdict)
    _surprises(console, verdict, everything=all_)
    wrong = [s for s in verdict.surprises if not _holds(s.p, recomputed(s, SCALES[s.observation.relation].kind))]
    total = sum(term.nats for term in verdict.terms)
    if wrong or abs(total - verdict.score) > 1e-9:
        console.print(f"[red]{len(wrong)} p-values do not follow from their counts; terms add up to {total}[/red]")
        return 1
    console.print(f"Checked: {len(verdict.surprises)} p-values and the sum of the terms follow from what is shown.")
    return 0


def _holds(stored: float, again: float) -> bool:
    return abs(stored - again) <= 1e-9 * max(stored, again)


def _head(console: Console, v: Verdict) -> None:
    when = datetime.fromtimestamp(v.time, UTC).strftime("%Y-%m-%d %H:%M UTC")
    recipients = ", ".join(v.recipients[:3]) + (f" and {len(v.recipients) - 3} more" if len(v.recipients) > 3 else "")
    console.print(f"[bold]{escape(_clean(v.subject) or '(no subject)')}[/bold]")
    console.print(
        f"{when}, {v.direction}: {escape(_clean(v.author_name))} <{escape(v.author)}> to {escape(recipients)}"
    )
    console.print(f"\n[bold]{v.action}[/bold]: {escape(_clean(v.reason))}")
    for action in v.actions:
        console.print(f"  {action.kind} {escape(_clean(action.target))} {escape(_clean(action.because))}".rstrip())
    console.print(f"  next best: {v.runner_up}" if v.runner_up else "")
    for finding in v.findings:
        console.print(
            f"  finding {finding.detector} ({finding.severity.name.lower()}): {escape(_clean(finding.reason))}"
        )


def _terms(console: Console, v: Verdict) -> None:
    table = Table(title=f"score {v.score:+.2f} nats of log-odds; p {odds_in_words(v.p)}", title_justify="left")
    table.add_column("term")
    table.add_column("nats", justify="right")
    table.add_column("because")
    for term in v.terms:
        table.add_row(term.name, f"{term.nats:+.2f}", escape(_clean(term.reason)))
    console.print(table)
    limits = ", ".join(f"{name} {t:+.1f}" for name, t in zip(("annotate", "lock", "hold"), v.thresholds, strict=False))
    console.print(f"thresholds that day: {limits}")


def _surprises(console: Console, v: Verdict, *, everything: bool) -> None:
    ranked = sorted(v.surprises, key=lambda s: s.calibrated)
    shown = ranked if everything else ranked[:MOST_SURPRISES]
    console.print(f"\n[bold]What was seen[/bold] ({len(shown)} of {len(ranked)} observations, rarest first)")
    for surprise in shown:
        console.print(f"  {escape(_clean(sentence(surprise, TITLES)))}; ranked among {escape(surprise.calibration)}")


def _clean(text: str) -> str:
    """Without the characters that move a terminal's cursor or turn its text around."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
